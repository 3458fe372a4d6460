import type { FitResult } from "#lib/ranking/fit-result.ts";
import { canTellApart } from "#lib/ranking/ranks.ts";
import { intervalAround } from "#lib/ranking/scale.ts";

/** How one model stands here and there. */
export interface ComparedRow {
	model: string;
	rank: number | null;
	otherRank: number | null;
	rating: number;
	otherRating: number;
	/** Points up from there to here, on one level, with its 95 % interval. */
	change: number;
	lower: number | null;
	upper: number | null;
	/** Whether the interval leaves out 0; null where a method gives no errors. */
	isApart: boolean | null;
}

export interface Comparison {
	/** By the size of the change against its error, the surest first. */
	rows: ComparedRow[];
	onlyHere: string[];
	onlyThere: string[];
}

/**
 * What changed from one fit to another. Without an anchor in both, each level is its own: ratings
 * are then compared relative to the mean of the models that both have. The two are taken as
 * independent; where they share judgements, the true intervals of the changes are narrower. Only
 * models of the largest component of each are compared.
 */
export function compareFits(here: FitResult, there: FitResult): Comparison {
	const inMain = (fit: FitResult) => new Set(fit.components[0]?.models ?? []);
	const [mine, others] = [inMain(here), inMain(there)];
	const shared = [...mine].filter((model) => others.has(model));
	const isAnchored = [here, there].every((fit) => fit.components[0]?.level.kind === "anchor");
	const [x, y] = [levelled(here, shared, isAnchored), levelled(there, shared, isAnchored)];
	const hasErrors = [here, there].every((fit) => fit.method.parameters.covariance !== "none");
	const rows = shared.map((model): ComparedRow & { strength: number } => {
		const [a, b] = [x(model), y(model)];
		const change = a.level - b.level;
		const error = Math.sqrt(a.variance + b.variance);
		return {
			model,
			rank: a.rank,
			otherRank: b.rank,
			rating: a.rating,
			otherRating: b.rating,
			change,
			...(hasErrors ? intervalAround(change, error) : { lower: null, upper: null }),
			isApart: hasErrors ? canTellApart(change, error) : null,
			strength: hasErrors && error > 0 ? Math.abs(change) / error : Math.abs(change),
		};
	});
	rows.sort((p, q) => q.strength - p.strength);
	return {
		rows: rows.map(({ strength: _strength, ...row }) => row),
		onlyHere: [...mine].filter((model) => !others.has(model)),
		onlyThere: [...others].filter((model) => !mine.has(model)),
	};
}

/** A model's rating against the common level, and the variance of that. */
function levelled(fit: FitResult, shared: readonly string[], isAnchored: boolean) {
	const { order, values } = fit.covariance;
	const rows = new Map(fit.rows.map((row) => [row.model, row]));
	const places = new Map(order.map((model, place) => [model, place]));
	const at = (i: number, j: number) => values[i * order.length + j] ?? 0;
	const members = isAnchored ? [] : shared.map((model) => places.get(model) ?? 0);
	const mean = (of: (place: number) => number) =>
		members.length === 0 ? 0 : members.reduce((sum, place) => sum + of(place), 0) / members.length;
	const ratings = order.map((model) => rows.get(model)?.rating ?? 0);
	const level = mean((place) => ratings[place] ?? 0);
	const levelVariance = mean((i) => mean((j) => at(i, j)));
	return (model: string) => {
		const place = places.get(model) ?? 0;
		const row = rows.get(model);
		const rating = row?.rating ?? 0;
		const variance = at(place, place) - 2 * mean((j) => at(place, j)) + levelVariance;
		return {
			rank: row?.rank ?? null,
			rating,
			level: rating - level,
			variance: Math.max(0, variance),
		};
	};
}
