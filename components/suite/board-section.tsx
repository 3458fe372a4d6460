import Link from "next/link";
import { Section } from "#components/ranking/section.tsx";
import type { OrderComparison } from "#lib/ranking/compare-orders.ts";
import { CorrelationNote } from "./correlation-note.tsx";
import type { SuiteContext } from "./suite-context.ts";

export type SuiteBoard = "check" | "verdict" | "vote" | "human";

/** The leaderboards of a suite and how they agree. */
export function BoardSection(props: {
	context: SuiteContext;
	boards: readonly { board: SuiteBoard; href: string; judgements: number | null }[];
	pairs: readonly { first: SuiteBoard; second: SuiteBoard; found: OrderComparison | null }[];
	nameOf: (slug: string) => string;
}) {
	const { context, boards, pairs } = props;
	const { t, locale } = context;
	return (
		<Section id="boards" heading={t("boards.heading")} text={t("boards.text")}>
			<ul className="list-disc ps-5">
				{boards.map(({ board, href, judgements }) => (
					<li key={board}>
						<Link
							href={href}
							prefetch={false}
							className="link inline-flex min-h-11 items-center sm:min-h-0"
						>
							{t(`boards.${board}`)}
						</Link>
						{judgements === null ? null : (
							<span className="text-quiet"> ({t("boards.judgements", { count: judgements })})</span>
						)}
					</li>
				))}
			</ul>
			<h3 className="mt-6 font-bold text-lg">{t("boards.agreement")}</h3>
			<dl className="max-w-prose">
				{pairs.map(({ first, second, found }) => (
					<div key={`${first} ${second}`} className="mt-2">
						<dt className="font-semibold">
							{t("boards.pair", { first: t(`boards.${first}`), second: t(`boards.${second}`) })}
						</dt>
						<dd>
							<CorrelationNote
								first={t(`boards.${first}`)}
								second={t(`boards.${second}`)}
								found={found}
								nameOf={props.nameOf}
								locale={locale}
							/>
						</dd>
					</div>
				))}
			</dl>
		</Section>
	);
}
