import { advance } from "#lib/simulation/episode/advance.ts";
import type { EpisodeEvent } from "#lib/simulation/episode/event.ts";
import { recordOf } from "#lib/simulation/episode/finish.ts";
import type { Observation } from "#lib/simulation/episode/observation.ts";
import type { EndReason, EpisodeRecord } from "#lib/simulation/episode/record.ts";
import type { Request } from "#lib/simulation/episode/request.ts";
import { type EpisodeSetup, type EpisodeState, newEpisode } from "#lib/simulation/episode/state.ts";
import type { Json } from "#lib/simulation/json.ts";

/** What answers an episode's requests; `count` is how many it has answered before. */
export type Answer = (request: Request, count: number) => Observation;

export interface Driven {
	events: EpisodeEvent[];
	requests: Request[];
	/** Where it stood at each request. */
	states: EpisodeState[];
	record: EpisodeRecord;
	end: EndReason;
}

/** Plays an episode to its end. */
export function drive(setup: EpisodeSetup, answer: Answer): Driven {
	return driveOn(advance(newEpisode(setup), null), answer);
}

/** Goes on with an episode that waits for something; `events` of what is given are in those returned. */
export function driveOn(
	from: { state: EpisodeState; request: Request; events: readonly EpisodeEvent[] },
	answer: Answer,
): Driven {
	const events = [...from.events];
	const requests: Request[] = [];
	const states: EpisodeState[] = [];
	let at: { state: EpisodeState; request: Request } = from;
	for (;;) {
		const { state, request } = at;
		requests.push(request);
		states.push(state);
		if (request.kind === "finished")
			return { events, requests, states, record: recordOf(state), end: request.end };
		const next = advance(state, answer(request, requests.length - 1));
		events.push(...next.events);
		at = next;
	}
}

const noUsage = { tokensIn: 0, tokensOut: 0, costUsd: 0 };

/** A model that answered. */
export function reply(
	text: string,
	calls: readonly { name: string; arguments?: Json }[] = [],
	usage: { tokensIn: number | null; tokensOut: number | null; costUsd: number | null } = noUsage,
): Observation {
	const toolCalls = calls.map(({ name, arguments: given = {} }) => ({
		name,
		arguments: given,
	}));
	return { kind: "model-response", text, toolCalls, finish: "stop", usage, meta: null };
}

/** A model that failed. */
export const failure = (fault: "agent" | "context" | "infrastructure"): Observation => ({
	kind: "model-error",
	code: "toy",
	fault,
	usage: noUsage,
	meta: null,
});

/** A stop from outside. */
export const outsideStop = (reason: "timeout" | "budget" | "human-end"): Observation => ({
	kind: "outside-stop",
	reason,
	meta: null,
});

/** What a person wrote. */
export const written = (text: string, stop = false): Observation => ({
	kind: "person-message",
	text,
	stop,
	meta: null,
});
