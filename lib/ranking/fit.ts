import { assert } from "#lib/kernel/assert.ts";
import { type MergedCell, mergeCells, type PairCell, votesOf } from "./cells.ts";
import { type ComponentFit, fitComponent } from "./component-fit.ts";
import { connectedComponents, membersOf } from "./components.ts";
import { differenceVariance } from "./covariance.ts";
import type {
	FitResult,
	FitWarning,
	RatingComponent,
	RatingRow,
	RatingStatus,
} from "./fit-result.ts";
import {
	ESTABLISHED_VOTES_MIN,
	ESTABLISHED_WIDTH_MAX,
	type FittedMethod,
	type MethodSpec,
	resolveMethod,
} from "./method.ts";
import { modelNames, pairTable, restrictPairs } from "./pairs.ts";
import { canTellApart, indistinguishableGroups, rankSpreads } from "./ranks.ts";
import { intervalAround, type Level } from "./scale.ts";

export type FitInput = {
	cells: readonly PairCell[];
	method: MethodSpec;
	/** Models to list even without judgements. */
	models?: readonly string[] | undefined;
};

type Tally = Pick<RatingRow, "votes" | "battles" | "wins" | "losses" | "ties" | "bothBad">;

/**
 * Judgements in, ratings out. The order of the cells never changes a digit.
 *
 * Too little to fit is a marked result, not an error: models without judgements are `unrated`,
 * models that only won or only lost are `separated`, unconnected groups are separate components.
 * Every number in the result is finite or null.
 *
 * Throws `invalid-cell`, `unknown-method`, `invalid-anchor` (400) and `fit-not-converged` (500).
 */
export function fitRatings(input: FitInput): FitResult {
	const method = resolveMethod(input.method);
	const cells = mergeCells(input.cells);
	const names = modelNames(cells, input.models ?? []);
	const tallies = tallyByModel(cells, names);
	const table = pairTable(cells, names);
	const groups = membersOf(connectedComponents(table))
		.filter((members) => members.length >= 2)
		.map((members) => ({ members, votes: sumVotes(members, names, tallies) }))
		.sort((x, y) => y.members.length - x.members.length || y.votes - x.votes);

	const rated = new Map<string, RatingRow>();
	const components: RatingComponent[] = [];
	const order = names.filter((name) => (tallies.get(name)?.votes ?? 0) > 0);
	const values = new Array<number>(order.length * order.length).fill(0);
	const positions = new Map(order.map((name, index) => [name, index]));
	const marks = { separated: [] as string[], tiedOn: [] as string[] };

	groups.forEach(({ members }, component) => {
		const models = [...members].map((member) => names[member] ?? "");
		const anchor = models.indexOf(method.parameters.anchor?.model ?? "");
		const fit = fitComponent(restrictPairs(table, members), anchor === -1 ? null : anchor);
		const level = levelOf(method, anchor !== -1);
		const rows = rateModels(models, fit, level.rating, tallies, component);
		for (const row of rows) rated.set(row.model, row);
		components.push(describeComponent(models, rows, fit, level));
		models.forEach((x, i) => {
			models.forEach((y, j) => {
				const at = (positions.get(x) ?? 0) * order.length + (positions.get(y) ?? 0);
				values[at] = fit.covariance[i * models.length + j] ?? 0;
			});
		});
		for (const model of fit.separated) marks.separated.push(models[model] ?? "");
		for (const model of fit.tiedOn) marks.tiedOn.push(models[model] ?? "");
	});

	assert(values.every(Number.isFinite), "a covariance is not finite");
	const unrated = names.filter((name) => !rated.has(name));
	return {
		method,
		rows: [
			...components.flatMap((component) => component.models.map((name) => rated.get(name))),
			...unrated.map(unratedRow),
		].filter((row) => row !== undefined),
		components,
		covariance: { order, values },
		warnings: warningsOf(method, components, marks),
		coefficients: [],
		ties: [],
		judges: [],
		convergence: null,
		clusters: null,
		bootstrap: null,
	};
}

function tallyByModel(cells: readonly MergedCell[], names: readonly string[]): Map<string, Tally> {
	const tallies = new Map<string, Tally>();
	for (const name of names)
		tallies.set(name, { votes: 0, battles: 0, wins: 0, losses: 0, ties: 0, bothBad: 0 });
	const add = (model: string, cell: MergedCell, wins: number, losses: number) => {
		const tally = tallies.get(model);
		assert(tally !== undefined, "a cell's model has no name");
		tally.votes += votesOf(cell);
		tally.battles += cell.battles;
		tally.wins += wins;
		tally.losses += losses;
		tally.ties += cell.ties;
		tally.bothBad += cell.bothBad;
	};
	for (const cell of cells) {
		add(cell.modelA, cell, cell.winsA, cell.winsB);
		add(cell.modelB, cell, cell.winsB, cell.winsA);
	}
	return tallies;
}

function sumVotes(
	members: Int32Array,
	names: readonly string[],
	tallies: ReadonlyMap<string, Tally>,
): number {
	let votes = 0;
	for (const member of members) votes += tallies.get(names[member] ?? "")?.votes ?? 0;
	return votes;
}

function levelOf(method: FittedMethod, hasAnchor: boolean): Level {
	const { anchor, centre } = method.parameters;
	return hasAnchor && anchor !== null
		? { kind: "anchor", ...anchor }
		: { kind: "centre", rating: centre };
}

function rateModels(
	models: readonly string[],
	fit: ComponentFit,
	level: number,
	tallies: ReadonlyMap<string, Tally>,
	component: number,
): RatingRow[] {
	const separated = new Set(fit.separated);
	const estimates = models.map((_, i) => {
		const rating = level + (fit.ratings[i] ?? 0);
		const standardError = Math.sqrt(fit.covariance[i * models.length + i] ?? 0);
		assert(Number.isFinite(rating) && Number.isFinite(standardError), "a rating is not finite");
		return { rating, standardError, ...intervalAround(rating, standardError) };
	});
	const spreads = rankSpreads(estimates);
	return models.flatMap((model, i) => {
		const [estimate, spread, tally] = [estimates[i], spreads[i], tallies.get(model)];
		assert(estimate && spread && tally, "a rated model has no estimate");
		const status = separated.has(i)
			? "separated"
			: statusOf(tally.votes, estimate.upper - estimate.lower);
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
	fit: ComponentFit,
	level: Level,
): RatingComponent {
	const size = models.length;
	const sorted = rows
		.map((row, number) => ({ name: row.model, rating: row.rating ?? 0, number }))
		.sort((x, y) => y.rating - x.rating || x.number - y.number);
	const groups = indistinguishableGroups(size, (i, j) => {
		const [x, y] = [sorted[i], sorted[j]];
		assert(x && y, "a group reaches past the last model");
		const variance = differenceVariance(fit.covariance, size, x.number, y.number);
		return canTellApart(x.rating - y.rating, Math.sqrt(variance));
	});
	const names = sorted.map(({ name }) => name);
	return {
		models: names,
		core: [...fit.core].map((model) => models[model] ?? ""),
		level,
		groups: groups.map(({ from, to }) => names.slice(from, to + 1)),
	};
}

function unratedRow(model: string): RatingRow {
	return {
		model,
		rating: null,
		lower: null,
		upper: null,
		standardError: null,
		votes: 0,
		battles: 0,
		wins: 0,
		losses: 0,
		ties: 0,
		bothBad: 0,
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
