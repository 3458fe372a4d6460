import { type BargainSecret, gainOf, type Role, type Style, TURNS } from "./bargain.ts";

/** What a side that bargains by a tactic knows of its own. */
export interface Position extends Pick<BargainSecret, "opening" | "strength"> {
	role: Role;
	limit: number;
}

/** The other's offers as far as they matter: its first one, and its most generous one so far. */
export interface Heard {
	first: number | null;
	best: number | null;
}

/** The share of the way from opening to limit that a planned price never goes: what it hopes to keep. */
const HOPE = 0.2;

/** Exponents of the concession: below 1 it concedes late, above 1 early. */
const betas = {
	boulware: { mild: 0.5, strong: 0.2 },
	conceder: { mild: 2, strong: 5 },
} as const;

/**
 * The price a side would name at its turn, from 1. Boulware and conceder are the polynomial tactics that depend on
 * time, share conceded = (t / tmax)^(1/beta) with no constant part (P. Faratin, C. Sierra, N. R. Jennings,
 * Negotiation decision functions for autonomous agents, 1998, equation 4). Tit-for-tat answers behaviour, as
 * their imitative tactics do, in a form that no extreme first offer can exploit: it concedes the share of its way
 * that the other has closed of the gap between the two openings.
 */
export function plannedPrice(style: Style, position: Position, turn: number, heard: Heard): number {
	const { opening, limit, strength } = position;
	const share =
		style === "tit-for-tat"
			? gapClosed(opening, heard)
			: ((turn - 1) / (TURNS - 1)) ** (1 / betas[style][strength]);
	return opening + Math.round((1 - HOPE) * share * (limit - opening));
}

/** How much of the gap between both openings the other has closed, 0 to 1. */
function gapClosed(opening: number, { first, best }: Heard): number {
	if (first === null || best === null || first === opening) return 0;
	return Math.min(1, Math.max(0, (best - first) / (opening - first)));
}

/** Notes an offer of the other. */
export function hear(role: Role, heard: Heard, offer: number | null): Heard {
	if (offer === null) return heard;
	const { first, best } = heard;
	if (first === null || best === null) return { first: offer, best: offer };
	return { first, best: gainOf(role, 0, offer) > gainOf(role, 0, best) ? offer : best };
}

/**
 * True when an offer is taken: it is no worse than what the side would name itself, or it is the last chance and the
 * offer is within the limit, since a small gain is better than none.
 */
export function isTaken(position: Position, turn: number, offer: number, planned: number): boolean {
	const { role, limit } = position;
	const floor = turn === TURNS ? limit : planned;
	return gainOf(role, floor, offer) >= 0;
}
