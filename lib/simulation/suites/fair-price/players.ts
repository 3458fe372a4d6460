import { randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import type { Player, PlayerInput } from "#lib/simulation/suite.ts";
import { type BargainScenario, gainOf, type Role, TURNS, zoneOf } from "./bargain.ts";
import { readStanding } from "./describe-bargain.ts";

/** The position of the contested seat, and what is on the table. */
function sideOf({ scenario, view }: PlayerInput) {
	const { init } = scenario as Scenario as BargainScenario;
	const role = init.roles.negotiator;
	const limit = init.limits.negotiator;
	const standing = readStanding(view);
	const { theirs } = standing;
	const isWithinLimit = theirs !== null && gainOf(role, limit, theirs) >= 0;
	return { init, role, limit, isWithinLimit, ...standing };
}

/**
 * Knows both limits and that every counterpart takes whatever is within its limit at its last turn: lets it
 * wait until then with offers it can't take, and then offers exactly its limit. Walks where there is no zone.
 */
export const oracle: Player = (input) => {
	const { init, role, isWithinLimit, turn, theirs } = sideOf(input);
	if (zoneOf(init) <= 0) return say("WALK");
	const theirLimit = init.limits.counterpart;
	const isTheirLimit = theirs !== null && gainOf(role, theirLimit, theirs) >= 0;
	const beforeTheirLast = init.opener === "negotiator" ? TURNS : TURNS - 1;
	if (isTheirLimit || (turn > beforeTheirLast && isWithinLimit)) return say("ACCEPT");
	const price = turn === beforeTheirLast ? theirLimit : beyond(role, theirLimit);
	return say(`I know what it is worth to you.\nOFFER ${price}`);
};

/** A coin more than the other can give. */
const beyond = (role: Role, theirLimit: number) =>
	role === "buyer" ? theirLimit - 1 : theirLimit + 1;

/** Any legal move: walks at one turn in ten, accepts at two, else offers anything up to twice its limit. */
export const random: Player = (input) => {
	const { limit, theirs } = sideOf(input);
	const draw = randomInt(input.random, 10);
	if (draw === 0) return say("WALK");
	if (draw <= 2 && theirs !== null) return say("ACCEPT");
	return say(`OFFER ${1 + randomInt(input.random, 2 * limit)}`);
};

/** Asks for the moon until an offer is within its limit, accepts the first that is, and walks at its last turn. */
export const lazy: Player = (input) => {
	const { role, limit, isWithinLimit, turn } = sideOf(input);
	if (isWithinLimit) return say("ACCEPT");
	if (turn === TURNS) return say("WALK");
	return say(`OFFER ${role === "buyer" ? Math.ceil(limit / 2) : 2 * limit}`);
};

/** Talks figures and makes no move. */
export const breaker: Player = () =>
	say("I could offer 120 or accept 110. Shall we walk a little?");
