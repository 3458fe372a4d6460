import type { Board, BoardEstimate } from "#lib/ranking/board-estimate.ts";
import { fitGeneral, generalEstimate } from "#lib/ranking/general/estimate.ts";
export function judgeEstimate(board: Board): BoardEstimate {
	return generalEstimate(board, fitGeneral(board));
}
