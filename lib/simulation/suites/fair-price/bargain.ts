import type { Scenario } from "#lib/simulation/scenario.ts";
import type { Said } from "./parse-said.ts";

export type BargainSeat = "negotiator" | "counterpart";
export type Role = "buyer" | "seller";

/** How many times each side may speak. */
export const TURNS = 8;

export const otherSide = (seat: BargainSeat): BargainSeat =>
	seat === "negotiator" ? "counterpart" : "negotiator";

/** What is bargained over; the limits are private to their seats. Prices are whole coins. */
export interface BargainInit {
	good: string;
	roles: Readonly<Record<BargainSeat, Role>>;
	/** The most that the buyer may pay, the least that the seller may take. */
	limits: Readonly<Record<BargainSeat, number>>;
	/** Who speaks first. */
	opener: BargainSeat;
	/** False when only the moves are passed on. */
	talk: boolean;
}

export const styles = ["boulware", "conceder", "tit-for-tat"] as const;
export type Style = (typeof styles)[number];

/** How the counterpart's program bargains, whichever it is. */
export interface BargainSecret {
	/** Of the default program. */
	style: Style;
	/** How strongly a style of conceding shows. */
	strength: "mild" | "strong";
	/** The counterpart's first price. */
	opening: number;
}

export type BargainScenario = Scenario<BargainSecret, BargainInit>;

export interface BargainMove {
	seat: BargainSeat;
	text: string;
	/** Null when no move could be read, or it was to accept when there was nothing to accept. */
	said: Said | null;
}

export interface BargainState extends BargainInit {
	moves: readonly BargainMove[];
	/** The price agreed on. */
	deal: number | null;
	walked: BargainSeat | null;
}

/** The last offer of a seat, which the other may accept; null before there is one. */
export function offerOf(moves: readonly BargainMove[], seat: BargainSeat): number | null {
	const last = moves.findLast((move) => move.seat === seat && move.said?.kind === "offer");
	return last?.said?.kind === "offer" ? last.said.price : null;
}

/** What a price leaves a role within its limit, in coins; negative when it is outside. */
export const gainOf = (role: Role, limit: number, price: number) =>
	role === "buyer" ? limit - price : price - limit;

/** The zone of agreement: the buyer's limit less the seller's, in coins. Never 0 in a scenario. */
export const zoneOf = ({ roles, limits }: BargainInit) =>
	gainOf(roles.negotiator, limits.negotiator, limits.counterpart);
