import { AppError } from "#lib/kernel/app-error.ts";
import type { Random } from "#lib/kernel/random.ts";
import { assembleFit, sumVotes } from "./assemble.ts";
import { type Board, type BoardEstimate, emptyEstimate } from "./board-estimate.ts";
import { pairTableOf } from "./columns/pair-table-of.ts";
import { connectedComponents, membersOf } from "./components.ts";
import { withBootstrap } from "./doubt/bootstrap.ts";
import type { FitResult } from "./fit-result.ts";
import { fitGeneral, generalEstimate } from "./general/estimate.ts";
import { judgeEstimate } from "./judges/judge-estimate.ts";
import { isSimple, simpleEstimate } from "./simple-estimate.ts";
import { tallyModels } from "./tally.ts";

/** Fits a board by its method: what `fitRatings` and `fitColumns` share. */
export function fitBoard(
	input: Omit<Board, "components" | "table">,
	battles: Float64Array | null,
	random: Random | null,
): FitResult {
	const { method, names, cells } = input;
	if (input.rows === null) needsRows(input);
	const tallies = tallyModels(cells, battles);
	const table = pairTableOf(cells, method.parameters.ties === "drop");
	const components = membersOf(connectedComponents(table))
		.filter((members) => members.length >= 2)
		.map((members) => ({ members, votes: sumVotes(members, tallies) }))
		.sort((x, y) => y.members.length - x.members.length || y.votes - x.votes)
		.map(({ members }) => members);
	const board: Board = { ...input, table, components };
	return assembleFit(method, names, tallies, estimateBoard(board, random));
}

function estimateBoard(board: Board, random: Random | null): BoardEstimate {
	const { judges, bootstrap } = board.method.parameters;
	if (board.components.length === 0) return emptyEstimate;
	if (judges !== undefined) return judgeEstimate(board);
	if (bootstrap !== undefined) return withBootstrap(board, bootstrap, random);
	if (isSimple(board)) return simpleEstimate(board);
	return generalEstimate(board, fitGeneral(board));
}

/** Refuses, for cells alone, what only single judgements can tell. */
function needsRows({ method, spec }: Pick<Board, "method" | "spec">): void {
	const { style, judges, cluster, weights } = method.parameters;
	const asked = { elo: spec.name === "elo" || undefined, style, judges, cluster, weights };
	for (const [field, value] of Object.entries(asked))
		if (value !== undefined)
			throw new AppError("invalid-method", `The method's ${field} needs judgements row by row.`, {
				data: { field },
			});
}
