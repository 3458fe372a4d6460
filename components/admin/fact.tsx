import type { ReactNode } from "react";

/** One figure with its name, and a line about it. A bad one is framed, and says why in words. */
export function Fact(props: {
	label: string;
	value: ReactNode;
	detail?: ReactNode;
	isBad?: boolean;
}) {
	return (
		<div className={props.isBad ? "admin-fact is-bad" : "admin-fact"}>
			<dt>{props.label}</dt>
			<dd>{props.value}</dd>
			{props.detail === undefined ? null : <dd>{props.detail}</dd>}
		</div>
	);
}
