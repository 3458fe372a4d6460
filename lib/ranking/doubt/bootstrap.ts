import type { Random } from "#lib/kernel/random.ts";
import type { Board, BoardEstimate } from "#lib/ranking/board-estimate.ts";
import { fitGeneral, generalEstimate } from "#lib/ranking/general/estimate.ts";
import type { ResamplingSpec } from "#lib/ranking/method-spec.ts";
export function withBootstrap(
	board: Board,
	_s: Required<ResamplingSpec>,
	_r: Random | null,
): BoardEstimate {
	return generalEstimate(board, fitGeneral(board));
}
