import type { ReactNode } from "react";
import { type SvgNode, svgElement } from "./charts/svg-tree.ts";
import { ScrollBox } from "./scroll-box.tsx";

export type FigureWords = { table: string; svg: string; csv: string; scroll: string };

/** A drawing with its sentence, its data as a table, and both to take home. */
export function Figure(props: {
	id: string;
	heading: string;
	text: string;
	drawing: SvgNode;
	words: FigureWords;
	svgHref?: string;
	csvHref: string;
	/** The same data as a table. */
	children: ReactNode;
}) {
	return (
		<section aria-labelledby={props.id} className="mt-12">
			<h2 id={props.id} className="font-bold text-xl">
				{props.heading}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{props.text}</p>
			<div className="mt-4">
				<ScrollBox label={props.words.scroll}>{svgElement(props.drawing)}</ScrollBox>
			</div>
			<div className="mt-3 flex flex-wrap items-start gap-x-5 gap-y-1">
				<details className="min-w-0 max-w-full">
					<summary className="link inline-flex min-h-11 items-center">{props.words.table}</summary>
					<div className="mt-2">{props.children}</div>
				</details>
				{props.svgHref === undefined ? null : (
					<a className="link inline-flex min-h-11 items-center" href={props.svgHref} download>
						{props.words.svg}
					</a>
				)}
				<a className="link inline-flex min-h-11 items-center" href={props.csvHref} download>
					{props.words.csv}
				</a>
			</div>
		</section>
	);
}
