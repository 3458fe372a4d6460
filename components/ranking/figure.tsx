import type { ReactNode } from "react";
import { type SvgNode, svgElement } from "./charts/svg-tree.ts";
import { ScrollBox } from "./scroll-box.tsx";

export type FigureWords = { table: string; svg: string; csv: string; scroll: string };

/** A drawing with its sentence, its data as a table, and both to take home. */
export function Figure(props: {
	id: string;
	heading: string;
	/** 3 inside a part that has a heading of its own. */
	level?: 2 | 3;
	text: string;
	/** Null where a drawing would say no more than the table, which is then open. */
	drawing: SvgNode | null;
	/** The same for a phone. */
	narrow: SvgNode | null;
	words: FigureWords;
	svgHref?: string;
	csvHref?: string;
	/** The same data as a table. */
	children: ReactNode;
}) {
	const { id, drawing, words } = props;
	return (
		<section aria-labelledby={id} className={props.level === 3 ? "mt-8" : "mt-12"}>
			<FigureHeading id={id} level={props.level ?? 2} text={props.heading} />
			<p className="mt-1 max-w-prose text-quiet">{props.text}</p>
			<div className="mt-4">
				{drawing === null ? (
					props.children
				) : (
					<ScrollBox label={words.scroll}>
						<div className="max-sm:hidden">{svgElement(drawing)}</div>
						{props.narrow === null ? null : (
							<div className="sm:hidden">{svgElement(props.narrow)}</div>
						)}
					</ScrollBox>
				)}
			</div>
			<div className="mt-3 flex flex-wrap items-start gap-x-5 gap-y-1">
				{drawing === null ? null : (
					<details className="min-w-0 max-w-full">
						<summary className="link inline-flex min-h-11 items-center">{words.table}</summary>
						<div className="mt-2">{props.children}</div>
					</details>
				)}
				{drawing === null || props.svgHref === undefined ? null : (
					<a className="link inline-flex min-h-11 items-center" href={props.svgHref} download>
						{words.svg}
					</a>
				)}
				{props.csvHref === undefined ? null : (
					<a className="link inline-flex min-h-11 items-center" href={props.csvHref} download>
						{words.csv}
					</a>
				)}
			</div>
		</section>
	);
}

/** The heading of a figure or of a section of a part. */
export function FigureHeading({ id, level, text }: { id: string; level: 2 | 3; text: string }) {
	return level === 2 ? (
		<h2 id={id} className="font-bold text-xl">
			{text}
		</h2>
	) : (
		<h3 id={id} className="font-bold text-lg">
			{text}
		</h3>
	);
}
