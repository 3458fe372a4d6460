import { type Random, randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import {
	type BargainInit,
	type BargainScenario,
	type BargainSeat,
	type BargainSecret,
	type Role,
	styles,
	TURNS,
} from "./bargain.ts";
import { goods } from "./goods.ts";
import { instructionsFor } from "./instructions.ts";

/** The control in which only the moves are passed on. */
export const NO_TALK = "no-talk";

/** What a seed draws, each from its list with equal chances and apart from the others. Shares are of the good's price, in %. */
export const axes = {
	good: goods,
	/** Of the contested seat. */
	role: ["buyer", "seller"] as readonly Role[],
	opener: ["negotiator", "counterpart"] as readonly BargainSeat[],
	style: styles,
	strength: ["mild", "strong"] as const,
	/** Zone of agreement: there is one in three of four. */
	zone: [10, 15, 20, 25, 30, 40, -10, -20],
	/** How far the seller's limit is from what such goods go for. */
	shift: [-10, -5, 0, 5, 10],
	/** From the counterpart's limit to its first price. */
	markup: [30, 45, 60],
} as const;

export type Draw = { [Axis in keyof typeof axes]: (typeof axes)[Axis][number] };

/** The scenario of a seed. */
export function bargainOf(
	suite: string,
	version: string,
	seed: number,
	control = MAIN,
): BargainScenario {
	const draw = drawFrom(seededRandom(seedOf(`${suite}|${seed}`)));
	const { init, secret } = bargainFrom(draw, control !== NO_TALK);
	return {
		suite,
		version,
		seed,
		control,
		language: "en",
		category: draw.role,
		tags: [],
		title: `Bargaining over the ${draw.good.name}`,
		seats: [
			{ name: "negotiator", instructions: instructionsFor(init, "negotiator") },
			{ name: "counterpart", instructions: instructionsFor(init, "counterpart") },
		],
		contested: "negotiator",
		policy: {
			order: "environment",
			speakers: ["negotiator", "counterpart"],
			turnsMax: TURNS,
			turnsMin: 0,
			stepsMax: 4 * TURNS,
			toolCallsPerTurnMax: 2,
			toolErrorsMax: 2,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: [],
		init,
		secret,
	};
}

function drawFrom(random: Random): Draw {
	const entries = Object.entries(axes).map(([axis, values]) => [
		axis,
		values[randomInt(random, values.length)],
	]);
	return Object.fromEntries(entries) as Draw;
}

/** Prices of a draw. */
export function bargainFrom(
	{ good, role, opener, style, strength, zone, shift, markup }: Draw,
	talk: boolean,
): { init: BargainInit; secret: BargainSecret } {
	const coins = (percent: number) => Math.round((good.price * percent) / 100);
	const seller = coins(100 + shift);
	const buyer = seller + coins(zone);
	const isBuyer = role === "buyer";
	const init: BargainInit = {
		good: good.name,
		roles: { negotiator: role, counterpart: isBuyer ? "seller" : "buyer" },
		limits: { negotiator: isBuyer ? buyer : seller, counterpart: isBuyer ? seller : buyer },
		opener,
		talk,
	};
	const opening = isBuyer ? seller + coins(markup) : buyer - coins(markup);
	return { init, secret: { style, strength, opening } };
}
