import { type Random, seededRandom, seedOf } from "#lib/kernel/random.ts";
import type { Player } from "#lib/simulation/suite.ts";
import { advance } from "./advance.ts";
import type { Drivers } from "./driver.ts";
import type { EpisodeEvent } from "./event.ts";
import { recordOf } from "./finish.ts";
import type { Observation } from "./observation.ts";
import type { EpisodeRecord } from "./record.ts";
import type { Request } from "./request.ts";
import { type EpisodeSetup, newEpisode } from "./state.ts";

/** A finished episode with its log. */
export interface Played {
	record: EpisodeRecord;
	events: EpisodeEvent[];
}

/** What a player's action is to the episode. */
export function playerObservation(
	player: Player,
	setup: Pick<EpisodeSetup, "scenario">,
	request: Extract<Request, { kind: "ask" }>,
	random: Random,
): Observation {
	const { scenario } = setup;
	const { text, toolCalls } = player({ scenario, seat: request.seat, view: request.view, random });
	return {
		kind: "model-response",
		text,
		toolCalls: toolCalls.map((call) => ({ ...call })),
		finish: "stop",
		usage: { tokensIn: 0, tokensOut: 0, costUsd: 0 },
		meta: null,
	};
}

/**
 * Plays an episode to its end within this call: players sit where models are named, by the model's slug. For
 * self-tests, known strengths and gold histories; nothing from outside is needed.
 */
export function playThrough(
	setup: EpisodeSetup,
	players: Readonly<Record<string, Player>>,
): Played {
	const events: EpisodeEvent[] = [];
	let at = advance(newEpisode(setup), null);
	for (;;) {
		events.push(...at.events);
		const { request } = at;
		if (request.kind === "finished") return { record: recordOf(at.state), events };
		const player = request.kind === "ask" ? players[request.model] : undefined;
		if (request.kind !== "ask" || player === undefined)
			throw new Error(`Broken invariant: nobody here can answer ${request.kind}`);
		const random = seededRandom(seedOf(`player|${request.model}|${request.seed}`));
		at = advance(at.state, playerObservation(player, setup, request, random));
	}
}

/** Drivers with a model in the contested seat and each other seat's first program. */
export function defaultDrivers(setup: Pick<EpisodeSetup, "suite">, model: string): Drivers {
	const { suite } = setup;
	const others = suite.others.map(({ seat, programs: [program] }) => {
		if (program === undefined) throw new Error(`Broken invariant: nobody can sit at ${seat}`);
		return [seat, { kind: "program" as const, program, model: null }] as const;
	});
	return {
		...Object.fromEntries(others),
		[suite.contested]: { kind: "model", model, tools: "native" },
	};
}
