import type { ReactNode } from "react";

/** A page of plain prose: a heading, a first paragraph, sections. */
export function TextPage(props: { title: string; lead: string; children: ReactNode }) {
	return (
		<main id="main" className="page">
			<div className="mx-auto max-w-prose">
				<h1 className="font-bold text-3xl">{props.title}</h1>
				<p className="mt-3 text-lg">{props.lead}</p>
				{props.children}
			</div>
		</main>
	);
}

/** One section; its heading can be linked to. */
export function TextSection(props: { id: string; heading: string; children: ReactNode }) {
	return (
		<section aria-labelledby={props.id} className="mt-10">
			<h2 id={props.id} className="mb-3 font-semibold text-xl">
				{props.heading}
			</h2>
			{props.children}
		</section>
	);
}

/** Statements that stand beside each other, in no order. */
export function Points(props: { items: readonly { key: string; text: ReactNode }[] }) {
	return (
		<ul className="grid list-disc gap-2 ps-5">
			{props.items.map((item) => (
				<li key={item.key}>{item.text}</li>
			))}
		</ul>
	);
}

/** Things that happen one after another. */
export function Steps(props: { items: readonly { key: string; text: ReactNode }[] }) {
	return (
		<ol className="grid list-decimal gap-2 ps-5">
			{props.items.map((item) => (
				<li key={item.key}>{item.text}</li>
			))}
		</ol>
	);
}
