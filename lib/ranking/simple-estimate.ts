import type { Board, BoardEstimate } from "./board-estimate.ts";
import { fitComponent } from "./component-fit.ts";
import { restrictPairs } from "./pairs.ts";

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
		const fit = fitComponent(restrictPairs(table, members), anchor === -1 ? null : anchor);
		iterations = Math.max(iterations, fit.iterations);
		logLikelihood += fit.logLikelihood;
		return { ...fit, members, percentiles: null };
	});
	return {
		components,
		coefficients: [],
		ties: [],
		judges: [],
		convergence: components.length === 0 ? null : { iterations, logLikelihood },
		clusters: null,
		effectiveClusters: null,
		bootstrap: null,
		warnings: [],
	};
}
