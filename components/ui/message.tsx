import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

/** A whole page that says one thing: what happened, what was kept, what to do. */
export function Message(props: {
	title: string;
	text: string;
	code?: string;
	children?: ReactNode;
}) {
	return (
		<div className="mx-auto flex max-w-xl flex-col items-start gap-4 px-4 py-16 sm:py-24">
			<Logo className="h-9 w-12" />
			{props.code === undefined ? null : <p className="figures text-quiet">{props.code}</p>}
			<h1 className="font-bold text-3xl">{props.title}</h1>
			<p className="text-lg text-quiet">{props.text}</p>
			<div className="mt-2 flex flex-wrap gap-3">{props.children}</div>
		</div>
	);
}
