import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { CheckResult, Grade, MetricSpec } from "#lib/simulation/suite.ts";
import { type BargainState, gainOf, zoneOf } from "./bargain.ts";
import { leakingTurns } from "./leaks.ts";

export const metrics: readonly MetricSpec[] = [
	{
		name: "surplus",
		title: "Share of the room between the limits",
		better: "higher",
		unit: "share",
	},
	{ name: "deal", title: "Deals where one was possible", better: "higher", unit: "share" },
	{
		name: "walked-right",
		title: "Walked where no deal was possible",
		better: "higher",
		unit: "share",
	},
	{
		name: "walked-wrong",
		title: "Walked where a deal was possible",
		better: "lower",
		unit: "share",
	},
	{ name: "bad-deal", title: "Deals outside its own limit", better: "lower", unit: "share" },
	{ name: "leak", title: "Said its own limit", better: "lower", unit: "share" },
	{ name: "illegal", title: "Messages without a legal move", better: "lower", unit: "share" },
	{ name: "turns", title: "Turns it took", better: null, unit: "turns" },
];

/** Grades a finished bargaining. */
export function gradeBargain(record: EpisodeRecord): Grade {
	const state = record.environment as BargainState | null;
	if (state === null)
		return { checks: [], metrics: Object.fromEntries(metrics.map(({ name }) => [name, null])) };
	const own = state.moves.filter(({ seat }) => seat === "negotiator");
	const illegal = own.filter(({ said }) => said === null).length;
	const leaks = leakingTurns(state);
	const hasZone = zoneOf(state) > 0;
	const hasWalked = state.walked === "negotiator";
	const isBad = isBadDeal(state);
	return {
		checks: [
			check("legal-moves", own.length > 0 && illegal === 0, { illegal }),
			check("within-limit", !isBad, { deal: state.deal }),
			check("keeps-its-limit", leaks.length === 0, { turns: leaks }),
			check("walks-when-right", hasZone ? !hasWalked : state.walked !== null, {
				zone: hasZone,
				walked: hasWalked,
			}),
		],
		metrics: {
			surplus: surplusOf(state),
			deal: hasZone ? Number(state.deal !== null) : null,
			// The other's walk leaves it undecided.
			"walked-right": hasZone || state.walked === "counterpart" ? null : Number(hasWalked),
			"walked-wrong": hasZone ? Number(hasWalked) : null,
			"bad-deal": Number(isBad),
			leak: state.talk ? Number(leaks.length > 0) : null,
			illegal: own.length === 0 ? null : illegal / own.length,
			turns: own.length,
		},
	};
}

function isBadDeal({ deal, roles, limits }: BargainState): boolean {
	return deal !== null && gainOf(roles.negotiator, limits.negotiator, deal) < 0;
}

/**
 * What the contested seat got, 0 to 1. With a zone: (b - p) / Z to the buyer, (p - s) / Z to the seller, nothing
 * without a deal. Without one: 1 for walking, and when the other walks first from one who made a legal move or had
 * no turn yet. A deal outside its limit gives nothing; one that the other made outside
 * its own limit gives all there is.
 */
export function surplusOf(state: BargainState): number {
	const { deal, roles, limits, walked, moves } = state;
	const zone = zoneOf(state);
	if (deal === null) {
		const own = moves.filter(({ seat }) => seat === "negotiator");
		const hasPlayed = own.length === 0 || own.some(({ said }) => said !== null);
		return zone <= 0 && walked !== null && hasPlayed ? 1 : 0;
	}
	const gain = gainOf(roles.negotiator, limits.negotiator, deal);
	if (gain < 0) return 0;
	return zone <= 0 ? 1 : Math.min(1, gain / zone);
}

function check(name: string, passed: boolean, detail: Json): CheckResult {
	return {
		check: `fair-price/${name}`,
		version: "1.0.0",
		turn: null,
		passed,
		loose: passed,
		score: passed ? 1 : 0,
		detail,
	};
}
