import { markToMove } from "./board.ts";
import { drawBoard, restateBoard } from "./board-text.ts";
import { GAMES, type MatchState, type Side } from "./match-state.ts";

/** What a side is shown before its move: what happened, which game it is, and the board. */
export function observationFor(state: MatchState, side: Side): string {
	const { variant, cells, game, restated } = state;
	if (game >= GAMES) return "";
	const mark = variant.wild ? "You may place X or O" : `You play ${markToMove(cells)}`;
	const lines = [
		...state.news[side],
		`Game ${game + 1} of ${GAMES}. ${mark}. Your move.`,
		drawBoard(variant, cells),
	];
	return (restated ? [...lines, restateBoard(variant, cells)] : lines).join("\n");
}
