import { type Board, type BoardEstimate, emptyEstimate } from "./board-estimate.ts";
import { fitComponent } from "./component-fit.ts";
import { restrictPairs } from "./pairs.ts";
import { POINTS_PER_UNIT } from "./scale.ts";

/** True for what `simpleEstimate` can fit: plain counts, ties as half or left out, nothing else. */
export function isSimple({ method, cells }: Board): boolean {
	const { ties, style, sideOrder, cluster, judges } = method.parameters;
	const isPlain = cells.squares === cells.weights && cells.softSpread === null;
	const hasMore = style !== undefined || sideOrder === true || judges !== undefined;
	return (ties === "half" || ties === "drop") && isPlain && !hasMore && cluster === undefined;
}

/** Bradley-Terry from sums by pair, component by component. */
export function simpleEstimate(board: Board): BoardEstimate {
	const { method, names, table } = board;
	let iterations = 0;
	let logLikelihood = 0;
	const components = board.components.map((members) => {
		const anchor = members.indexOf(names.indexOf(method.parameters.anchor?.model ?? ""));
		const own = restrictPairs(table, members);
		const start = strengthsFrom(board.start ?? null, members);
		const fit = fitComponent(own, anchor === -1 ? null : anchor, start);
		iterations = Math.max(iterations, fit.iterations);
		logLikelihood += fit.logLikelihood;
		return { ...fit, members, percentiles: null };
	});
	return {
		...emptyEstimate,
		components,
		convergence: components.length === 0 ? null : { iterations, logLikelihood },
	};
}

/** Log-strengths of some models from ratings in points; models without a rating begin at the mean. */
function strengthsFrom(ratings: Float64Array | null, members: Int32Array): Float64Array | null {
	if (ratings === null) return null;
	const known = [...members].map((model) => ratings[model] ?? Number.NaN).filter(Number.isFinite);
	const mean = known.reduce((sum, rating) => sum + rating, 0) / Math.max(1, known.length);
	return Float64Array.from(members, (model) => {
		const rating = ratings[model] ?? Number.NaN;
		return Number.isFinite(rating) ? (rating - mean) / POINTS_PER_UNIT : 0;
	});
}
