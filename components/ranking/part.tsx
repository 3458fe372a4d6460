import type { ReactNode } from "react";
import { FigureHeading } from "./figure.tsx";

/** A large part of a page, set apart by a line, with sections of its own. */
export function Part(props: { id: string; heading: string; text: string; children: ReactNode }) {
	return (
		<section aria-labelledby={props.id} className="mt-16 border-line-strong border-t pt-6">
			<h2 id={props.id} className="font-bold text-2xl">
				{props.heading}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{props.text}</p>
			{props.children}
		</section>
	);
}

/** A section of a part that needs no drawing. */
export function PartSection(props: { id: string; heading: string; children: ReactNode }) {
	return (
		<section aria-labelledby={props.id} className="mt-8">
			<FigureHeading id={props.id} level={3} text={props.heading} />
			<div className="mt-1 max-w-full">{props.children}</div>
		</section>
	);
}

/** Two columns of sections where there is room, else one after the other. */
export function PartColumns({ first, second }: { first: ReactNode; second: ReactNode }) {
	return (
		<div className="grid gap-x-12 *:min-w-0 lg:grid-cols-2">
			<div>{first}</div>
			<div>{second}</div>
		</div>
	);
}
