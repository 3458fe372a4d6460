import type { ReactNode } from "react";

/** A headed part of a reading page. */
export function Section(props: {
	id: string;
	heading: string;
	text?: string;
	children: ReactNode;
}) {
	return (
		<section aria-labelledby={props.id} className="mt-10">
			<h2 id={props.id} className="font-bold text-xl">
				{props.heading}
			</h2>
			{props.text === undefined ? null : (
				<p className="mt-1 mb-3 max-w-prose text-quiet">{props.text}</p>
			)}
			<div className="mt-2 max-w-full">{props.children}</div>
		</section>
	);
}

/** Facts as terms and values. */
export function FactList({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
	return (
		<dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
			{facts.map(([term, value]) => (
				<div key={term} className="contents">
					<dt className="text-quiet max-sm:mt-2">{term}</dt>
					<dd className="min-w-0 break-words">{value}</dd>
				</div>
			))}
		</dl>
	);
}
