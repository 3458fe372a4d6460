import { money } from "#components/arena/amounts.ts";
import { figuresOf, languageName } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { type ShownDriver, seatText } from "./drivers.ts";
import type { StudioWords } from "./studio-words.ts";

interface Estimate {
	episodes: number;
	calls: number;
	tokensIn: number;
	tokensOut: number;
	costUsd: number | null;
}

interface Cell {
	suite: string;
	control: string;
	language: string | null;
	model: string;
	others: Readonly<Record<string, ShownDriver>>;
	episodes: number;
}

interface Props {
	words: StudioWords;
	estimate: Estimate;
	cells: readonly Cell[];
	budget: Readonly<Record<"usd" | "calls" | "tokens" | "minutes", number | null>>;
}

/** What a run would play, and what it is expected to take. */
export function PlanView({ words, estimate, cells, budget }: Props) {
	const { t, locale } = words;
	const figures = figuresOf(locale);
	const caps = (["usd", "calls", "tokens", "minutes"] as const).flatMap((name) => {
		const max = budget[name];
		if (max === null) return [];
		return name === "usd" ? money(max, locale) : `${figures.whole(max)} ${t(`new.${name}`)}`;
	});
	const facts = [
		[t("check.conversations"), figures.whole(estimate.episodes)],
		[t("check.calls"), figures.whole(estimate.calls)],
		[t("check.tokens-in"), figures.whole(estimate.tokensIn)],
		[t("check.tokens-out"), figures.whole(estimate.tokensOut)],
		[
			t("check.cost"),
			estimate.costUsd === null ? t("check.cost-unknown") : money(estimate.costUsd, locale),
		],
		[t("check.cap"), caps.length === 0 ? t("check.no-cap") : caps.join(", ")],
	] as const;
	return (
		<>
			<section aria-labelledby="estimate" className="mb-8">
				<h2 id="estimate" className="font-bold text-xl">
					{t("check.estimate")}
				</h2>
				<dl className="studio-facts mt-3">
					{facts.map(([name, value]) => (
						<div key={name}>
							<dt>{name}</dt>
							<dd className="figures">{value}</dd>
						</div>
					))}
				</dl>
				<p className="mt-3 max-w-prose text-quiet text-sm">{t("check.estimate-hint")}</p>
			</section>
			<section aria-labelledby="plan" className="mb-8">
				<h2 id="plan" className="mb-2 font-bold text-xl">
					{t("check.plan")}
				</h2>
				<ScrollBox label={t("run.scroll")}>
					<table className="studio-table">
						<caption className="sr-only">{t("check.plan-table")}</caption>
						<thead>
							<tr>
								<th scope="col">{t("check.suite")}</th>
								<th scope="col">{t("check.control")}</th>
								<th scope="col">{t("check.language")}</th>
								<th scope="col">{t("check.seats")}</th>
								<th scope="col">{t("check.model")}</th>
								<th scope="col" className="text-end">
									{t("check.n")}
								</th>
							</tr>
						</thead>
						<tbody>
							{cells.map((cell, i) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: the cells never move
								<tr key={i} className="event-row">
									<th scope="row">{cell.suite}</th>
									<td>{cell.control}</td>
									<td>
										{cell.language === null
											? t("check.drawn")
											: languageName(locale, cell.language)}
									</td>
									<td>
										{Object.entries(cell.others)
											.map(([seat, driver]) => `${seat}: ${seatText(driver)}`)
											.join(", ") || t("check.nobody")}
									</td>
									<td className="break-all">{cell.model}</td>
									<td className="figures text-end">{figures.whole(cell.episodes)}</td>
								</tr>
							))}
						</tbody>
					</table>
				</ScrollBox>
			</section>
		</>
	);
}
