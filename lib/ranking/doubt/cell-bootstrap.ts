import type { Random } from "#lib/kernel/random.ts";
import type { Board, BoardEstimate } from "#lib/ranking/board-estimate.ts";
import { maximiseStrengths } from "#lib/ranking/bradley-terry.ts";
import { componentShape } from "#lib/ranking/component-shape.ts";
import { type PairTable, restrictPairs } from "#lib/ranking/pairs.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { simpleEstimate } from "#lib/ranking/simple-estimate.ts";
import { FastRefits } from "./fast-refits.ts";
import { PoissonSource } from "./poisson.ts";
import { Replicates } from "./replicates.ts";

/**
 * The Poisson bootstrap of plain Bradley-Terry: every count by pair and outcome is drawn anew with
 * itself as the mean, which is to draw every judgement a Poisson number of times.
 */
export function cellBootstrap(board: Board, replicates: number, random: Random): BoardEstimate {
	const estimate = simpleEstimate(board);
	const anchor = board.names.indexOf(board.method.parameters.anchor?.model ?? "");
	const source = new PoissonSource(random);
	let withPrior = 0;
	const components = estimate.components.map((component) => {
		const own = restrictPairs(board.table, component.members);
		const { prior, reference } = componentShape(own);
		const fitted = maximiseStrengths(own, prior).strengths;
		const refits = new FastRefits(own, prior, fitted);
		const drawn: PairTable = {
			...own,
			winsFirst: own.winsFirst.slice(),
			winsSecond: own.winsSecond.slice(),
			halves: own.halves.slice(),
		};
		const columns = (["winsFirst", "winsSecond", "halves"] as const).map((name) => ({
			out: drawn[name],
			tables: source.tablesOf(own[name]),
		}));
		const size = own.size;
		const held = component.members.indexOf(anchor);
		const level = held === -1 ? [...reference] : [held];
		const ratings = new Replicates(replicates, size);
		for (let replicate = 0; replicate < replicates; replicate++) {
			for (const { out, tables } of columns) source.drawAll(tables, out);
			const strengths = refits.refit(drawn);
			let zero = 0;
			for (const model of level) zero += (strengths[model] ?? 0) / level.length;
			for (let i = 0; i < size; i++)
				ratings.set(replicate, i, POINTS_PER_UNIT * ((strengths[i] ?? 0) - zero));
		}
		withPrior += refits.withPrior;
		const ends = Array.from({ length: size }, (_, i) => ratings.interval(i));
		const percentiles = {
			lower: Float64Array.from(ends, (end) => end.lower),
			upper: Float64Array.from(ends, (end) => end.upper),
		};
		return { ...component, percentiles };
	});
	return { ...estimate, components, bootstrap: { replicates, withPrior } };
}
