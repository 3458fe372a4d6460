import type { Environment } from "#lib/simulation/environment.ts";
import {
	type BargainInit,
	type BargainMove,
	type BargainSeat,
	type BargainState,
	offerOf,
	otherSide,
	TURNS,
} from "./bargain.ts";
import { describeBargain } from "./describe-bargain.ts";
import { parseSaid, type Said } from "./parse-said.ts";

/**
 * The table at which two bargain: they speak in turn, each hears all that the other says (without talk: its moves
 * alone), and it is over when one accepts or walks, or both have had their turns. A message without a legal move is
 * heard and uses up the turn; offers made before stay on the table.
 */
export const bargainingTable: Environment<BargainState, BargainInit> = {
	name: "bargaining-table",
	reset: (init) => ({ ...init, moves: [], deal: null, walked: null }),
	observe: (state, seat) => (isSide(seat) ? describeBargain(state, seat) : ""),
	toMove: speakerOf,
	step(state, action) {
		const seat = speakerOf(state);
		if (seat === null || action.kind !== "text" || action.seat !== seat)
			return { state, reward: 0, done: seat === null, info: { legal: false } };
		const said = legalSaid(state, seat, action.text);
		const next = applied(state, { seat, text: action.text, said });
		const info = { seat, said, legal: said !== null, deal: next.deal };
		return { state: next, reward: 0, done: speakerOf(next) === null, info };
	},
	score: ({ moves, deal, walked }) => ({
		moves: moves.length,
		deal: deal === null ? 0 : 1,
		price: deal ?? 0,
		walked: walked === null ? 0 : 1,
	}),
};

const isSide = (seat: string): seat is BargainSeat =>
	seat === "negotiator" || seat === "counterpart";

/** Who speaks next; null when it is over. */
function speakerOf({ moves, deal, walked, opener }: BargainState): BargainSeat | null {
	if (deal !== null || walked !== null || moves.length >= 2 * TURNS) return null;
	return moves.length % 2 === 0 ? opener : otherSide(opener);
}

function legalSaid(state: BargainState, seat: BargainSeat, text: string): Said | null {
	const said = parseSaid(text);
	if (said?.kind !== "accept") return said;
	const offered = offerOf(state.moves, otherSide(seat));
	return offered !== null && (said.price ?? offered) === offered ? said : null;
}

function applied(state: BargainState, move: BargainMove): BargainState {
	const { seat, said } = move;
	return {
		...state,
		moves: [...state.moves, move],
		deal: said?.kind === "accept" ? offerOf(state.moves, otherSide(seat)) : null,
		walked: said?.kind === "walk" ? seat : null,
	};
}
