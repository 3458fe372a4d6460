import type { ReactNode } from "react";

/** A tick box or a radio button with its label. */
export function Tick(props: {
	type?: "checkbox" | "radio";
	name: string;
	value: string;
	isChosen: boolean;
	isRequired?: boolean;
	children: ReactNode;
}) {
	return (
		<label className="tick">
			<input
				type={props.type ?? "checkbox"}
				name={props.name}
				value={props.value}
				defaultChecked={props.isChosen}
				required={props.isRequired}
			/>
			<span className="min-w-0">{props.children}</span>
		</label>
	);
}

/** A field with its label above it. */
export function Labelled(props: { label: string; hint?: string; children: ReactNode }) {
	return (
		<div className="min-w-0">
			{/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child. */}
			<label className="block">
				<span className="mb-1 block text-quiet text-sm">{props.label}</span>
				{props.children}
			</label>
			{props.hint === undefined ? null : <p className="mt-1 text-quiet text-sm">{props.hint}</p>}
		</div>
	);
}
