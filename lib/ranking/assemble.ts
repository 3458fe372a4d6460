import { assert } from "#lib/kernel/assert.ts";
import type { BoardEstimate, ComponentEstimate } from "./board-estimate.ts";
import { differenceVariance } from "./covariance.ts";
import { intervalMultiplier } from "./doubt/interval-multiplier.ts";
import type {
	FitResult,
	FitWarning,
	RatingComponent,
	RatingRow,
	RatingStatus,
} from "./fit-result.ts";
import { ESTABLISHED_VOTES_MIN, ESTABLISHED_WIDTH_MAX, type FittedMethod } from "./method.ts";
import { indistinguishableGroups, rankSpreads } from "./ranks.ts";
import type { Level } from "./scale.ts";
import type { Tally } from "./tally.ts";

/** Puts estimates into the shape of a result: rows, ranks, groups, covariance, warnings. */
export function assembleFit(
	method: FittedMethod,
	names: readonly string[],
	tallies: readonly Tally[],
	estimate: BoardEstimate,
): FitResult {
	const rows: RatingRow[] = [];
	const components: RatingComponent[] = [];
	const isRated = new Uint8Array(names.length);
	const isListed = names.map((_, model) => (tallies[model]?.votes ?? 0) > 0);
	const order = names.filter((_, model) => isListed[model]);
	const position = new Int32Array(names.length);
	isListed.reduce((next, listed, model) => {
		position[model] = next;
		return next + (listed ? 1 : 0);
	}, 0);
	const values = new Array<number>(order.length * order.length).fill(0);
	const marks = { separated: [] as string[], tiedOn: [] as string[] };
	const multipliers: number[] = [];

	estimate.components.forEach((fit, component) => {
		const models = [...fit.members].map((member) => names[member] ?? "");
		const anchor = method.parameters.anchor;
		const level: Level =
			anchor !== null && models.includes(anchor.model)
				? { kind: "anchor", ...anchor }
				: { kind: "centre", rating: method.parameters.centre };
		const multiplier = intervalMultiplier(
			method.parameters.intervals ?? "normal",
			sumVotes(fit.members, tallies) / 2,
			estimate.effectiveClusters,
		);
		multipliers.push(multiplier);
		const isFew = estimate.warnings.some(({ code }) => code === "few-clusters");
		const rated = rateModels(
			models,
			fit,
			{ rating: level.rating, multiplier, isFew },
			tallies,
			component,
		);
		const described = describeComponent(models, rated, fit, level, multiplier);
		components.push(described);
		const byName = new Map(rated.map((row) => [row.model, row]));
		rows.push(...described.models.flatMap((model) => byName.get(model) ?? []));
		const size = models.length;
		for (let i = 0; i < size; i++) {
			isRated[fit.members[i] ?? 0] = 1;
			const row = (position[fit.members[i] ?? 0] ?? 0) * order.length;
			for (let j = 0; j < size; j++)
				values[row + (position[fit.members[j] ?? 0] ?? 0)] = fit.covariance[i * size + j] ?? 0;
		}
		for (const model of fit.separated) marks.separated.push(models[model] ?? "");
		for (const model of fit.tiedOn) marks.tiedOn.push(models[model] ?? "");
	});

	assert(values.every(Number.isFinite), "a covariance is not finite");
	names.forEach((model, i) => {
		if (isRated[i] === 0) rows.push(unratedRow(model, tallies[i]));
	});
	return {
		method,
		rows,
		components,
		covariance: { order, values },
		multipliers,
		warnings: [...warningsOf(method, components, marks), ...estimate.warnings],
		coefficients: estimate.coefficients,
		ties: estimate.ties,
		judges: estimate.judges,
		convergence: estimate.convergence,
		clusters: estimate.clusters,
		bootstrap: estimate.bootstrap,
	};
}

/** The judgements of some models, each counted for both of its models. */
export function sumVotes(members: Int32Array, tallies: readonly Tally[]): number {
	let votes = 0;
	for (const member of members) votes += tallies[member]?.votes ?? 0;
	return votes;
}

function rateModels(
	models: readonly string[],
	fit: ComponentEstimate,
	scale: { rating: number; multiplier: number; isFew: boolean },
	tallies: readonly Tally[],
	component: number,
): RatingRow[] {
	const { rating: level, multiplier, isFew } = scale;
	const separated = new Set(fit.separated);
	const estimates = models.map((_, i) => {
		const rating = level + (fit.ratings[i] ?? 0);
		const standardError = Math.sqrt(fit.covariance[i * models.length + i] ?? 0);
		assert(Number.isFinite(rating) && Number.isFinite(standardError), "a rating is not finite");
		const { percentiles } = fit;
		const lower =
			percentiles === null
				? rating - multiplier * standardError
				: level + (percentiles.lower[i] ?? Number.NaN);
		const upper =
			percentiles === null
				? rating + multiplier * standardError
				: level + (percentiles.upper[i] ?? Number.NaN);
		assert(Number.isFinite(lower) && Number.isFinite(upper), "an interval is not finite");
		return { rating, standardError, lower, upper };
	});
	const spreads = rankSpreads(estimates);
	return models.flatMap((model, i) => {
		const tally = tallies[fit.members[i] ?? -1];
		const [estimate, spread] = [estimates[i], spreads[i]];
		assert(estimate && spread && tally, "a rated model has no estimate");
		const status = separated.has(i)
			? "separated"
			: statusOf(isFew ? 0 : tally.votes, estimate.upper - estimate.lower);
		const winRate = (tally.wins + (tally.ties + tally.bothBad) / 2) / tally.votes;
		return { model, ...estimate, ...tally, winRate, ...spread, status, component };
	});
}

function statusOf(votes: number, width: number): RatingStatus {
	const isEstablished = votes >= ESTABLISHED_VOTES_MIN && width <= ESTABLISHED_WIDTH_MAX;
	return isEstablished ? "established" : "preliminary";
}

function describeComponent(
	models: readonly string[],
	rows: readonly RatingRow[],
	fit: ComponentEstimate,
	level: Level,
	multiplier: number,
): RatingComponent {
	const size = models.length;
	const sorted = rows
		.map((row, number) => ({ name: row.model, rating: row.rating ?? 0, number }))
		.sort((x, y) => y.rating - x.rating || x.number - y.number);
	const groups = indistinguishableGroups(size, (i, j) => {
		const [x, y] = [sorted[i], sorted[j]];
		assert(x && y, "a group reaches past the last model");
		const variance = differenceVariance(fit.covariance, size, x.number, y.number);
		return Math.abs(x.rating - y.rating) > multiplier * Math.sqrt(variance);
	});
	const names = sorted.map(({ name }) => name);
	return {
		models: names,
		core: [...fit.core].map((model) => models[model] ?? ""),
		level,
		groups: groups.map(({ from, to }) => names.slice(from, to + 1)),
	};
}

/** A model that cannot be rated; it may still have judgements, if they are ties that are left out. */
function unratedRow(model: string, tally: Tally | undefined): RatingRow {
	const none = { votes: 0, battles: 0, wins: 0, losses: 0, ties: 0, bothBad: 0 };
	return {
		model,
		rating: null,
		lower: null,
		upper: null,
		standardError: null,
		...(tally ?? none),
		winRate: null,
		rank: null,
		rankLower: null,
		rankUpper: null,
		status: "unrated",
		component: null,
	};
}

function warningsOf(
	method: FittedMethod,
	components: readonly RatingComponent[],
	marks: { separated: string[]; tiedOn: string[] },
): FitWarning[] {
	const warnings: FitWarning[] = [];
	if (components.length === 0) warnings.push({ code: "no-votes", models: [] });
	if (components.length > 1) {
		const models = components.slice(1).flatMap((component) => component.models);
		warnings.push({ code: "disconnected", models });
	}
	if (marks.separated.length > 0) warnings.push({ code: "separated", models: marks.separated });
	if (marks.tiedOn.length > 0) warnings.push({ code: "tie-only-links", models: marks.tiedOn });
	const anchor = method.parameters.anchor?.model;
	if (anchor !== undefined && !components.some(({ models }) => models.includes(anchor)))
		warnings.push({ code: "anchor-not-rated", models: [anchor] });
	return warnings;
}
