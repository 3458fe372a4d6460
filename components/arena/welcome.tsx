"use client";
import { useTranslations } from "use-intl/react";
import { Mark } from "./mark.tsx";
import { NamedChoice } from "./named-choice.tsx";
import { sidesInOrder } from "./sides.ts";

const examples = ["example-1", "example-2", "example-3", "example-4"] as const;

/** A battle before its first word: two empty seats, what happens with the text, ways to begin. */
export function Welcome(props: {
	onExample: (text: string) => void;
	onNamed: (models: [string, string] | null) => void;
}) {
	const t = useTranslations("battle");
	return (
		<div className="pt-6 sm:pt-12">
			<h1 className="max-w-3xl font-bold text-4xl tracking-tight sm:text-5xl">
				{t("welcome.heading")}
			</h1>
			<p className="mt-4 max-w-[62ch] text-lg text-quiet">{t("welcome.lead")}</p>
			<div className="mt-6 grid grid-cols-2 gap-3.5 sm:mt-8">
				{sidesInOrder.map((side) => (
					<div key={side} className={`sheet sheet-empty edge-${side}`}>
						<Mark side={side} />
						<p className="mt-3 text-quiet">{t("welcome.seat")}</p>
					</div>
				))}
			</div>
			<h2 className="mt-6 mb-2 font-normal text-base text-quiet">{t("welcome.examples")}</h2>
			<ul className="flex flex-wrap gap-2">
				{examples.map((key) => (
					<li key={key}>
						<button
							type="button"
							className="chip py-1"
							onClick={() => props.onExample(t(`welcome.${key}`))}
						>
							{t(`welcome.${key}`)}
						</button>
					</li>
				))}
			</ul>
			<NamedChoice onChange={props.onNamed} />
		</div>
	);
}
