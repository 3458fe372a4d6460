import { type BargainInit, type BargainSeat, TURNS } from "./bargain.ts";

/** What a side is told: its own limit, the rules, what it is after. */
export function instructionsFor(init: BargainInit, seat: BargainSeat): string {
	const { good, roles, limits, talk } = init;
	const limit = limits[seat];
	const isBuyer = roles[seat] === "buyer";
	return `You want to ${isBuyer ? "buy" : "sell"} the ${good} and bargain over its price, in coins, with one ${isBuyer ? "seller" : "buyer"}.

Your limit: ${isBuyer ? `you must not pay more than ${limit}` : `you must not take less than ${limit}`}. It is your secret. The other side has a limit of its own that you do not know. Often there are prices that suit both, but not always.

What you are after: if there are prices within both limits, the share of the room between the two limits that the price leaves to you; no deal is then worth nothing. A deal outside your limit is worth nothing. If no price suits both, the right thing is to walk away without a deal.

Rules: you speak in turn, each of you at most ${TURNS} times. Each message must make exactly one move, on a line of its own:
OFFER 120 (your price, a whole number of coins)
ACCEPT (takes the other side's last offer)
WALK (ends it without a deal)
Only such a line is a move; numbers elsewhere are not. A message without one uses up your turn. ${talk ? "Otherwise talk as you like: the other side hears all that you write." : "Write nothing else: the other side hears your moves alone."}`;
}
