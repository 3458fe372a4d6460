import type { translator } from "#lib/i18n/translate.ts";
import { expectedOutcome } from "#lib/ranking/expected.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { winMatrix } from "#lib/ranking/win-matrix.ts";
import { ratedRows } from "./board-charts.ts";
import type { Figures } from "./format.ts";
import { FactList } from "./section.tsx";

/** The method's words filled with the current snapshot's numbers. */
export function LiveNumbers(props: {
	snapshot: Snapshot;
	nameOf: (slug: string) => string;
	t: ReturnType<typeof translator<"methodology">>;
	figures: Figures;
	nowMs: number;
}) {
	const { snapshot, nameOf, t, figures } = props;
	const [first, second] = ratedRows(snapshot);
	if (first === undefined || second === undefined) return <p>{t("live.none")}</p>;
	const age = figures.age(snapshot.at, props.nowMs);
	const met = winMatrix(snapshot.pairs, snapshot).entries.find(
		(entry) => entry.model === first.model && entry.opponent === second.model,
	);
	const words = {
		first: nameOf(first.model),
		second: nameOf(second.model),
		firstScore: figures.points(first.rating),
		secondScore: figures.points(second.rating),
		chance: figures.share(expectedOutcome(first.rating, second.rating)),
	};
	return (
		<>
			<p className="mb-2">
				{t(snapshot.filter.origin === "simulated" ? "live.simulated" : "live.human", { age })}
			</p>
			<FactList
				facts={[
					[t("live.votes"), figures.whole(snapshot.counts.used)],
					[t("live.left-out"), figures.whole(snapshot.counts.total - snapshot.counts.used)],
					[t("live.models"), figures.whole(ratedRows(snapshot).length)],
				]}
			/>
			<p className="mt-3">
				{met === undefined || met.winRate === null
					? t("live.example-unmet", words)
					: t("live.example", {
							...words,
							votes: met.votes,
							share: figures.share(met.winRate),
						})}{" "}
				{t("live.interval", {
					model: words.first,
					lower: figures.points(first.lower),
					upper: figures.points(first.upper),
					error: figures.points(first.standardError ?? 0),
				})}
			</p>
		</>
	);
}
