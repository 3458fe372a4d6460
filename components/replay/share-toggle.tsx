"use client";
import { useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";

export interface ShareWords {
	on: string;
	off: string;
	open: string;
	close: string;
	copy: string;
	copied: string;
	failed: string;
}

/** The owner opens a conversation to anybody with its link, or closes it again. */
export function ShareToggle(props: {
	battleId: string;
	isShared: boolean;
	path: string;
	words: ShareWords;
}) {
	const { words } = props;
	const [isShared, setShared] = useState(props.isShared);
	const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
	const toggle = async () => {
		setState("busy");
		const response = await fetch(`/api/battles/${props.battleId}/share`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ shared: !isShared }),
		}).catch(() => null);
		if (response?.ok) setShared(!isShared);
		setState(response?.ok ? "idle" : "failed");
	};
	return (
		<div className="flex flex-wrap items-center gap-3">
			<button
				type="button"
				className="button"
				disabled={state === "busy"}
				onClick={() => void toggle()}
			>
				{isShared ? words.close : words.open}
			</button>
			<span role="status" className="text-quiet">
				{state === "failed" ? words.failed : isShared ? words.on : words.off}
			</span>
			{isShared ? (
				<CopyButton
					text={() => new URL(props.path, location.origin).href}
					label={words.copy}
					name={words.copy}
					done={words.copied}
				/>
			) : null}
		</div>
	);
}
