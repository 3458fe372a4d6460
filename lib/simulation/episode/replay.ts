import { canonicalJson } from "#lib/simulation/json.ts";
import { type Advanced, advance } from "./advance.ts";
import type { Drivers } from "./driver.ts";
import type { EpisodeEvent } from "./event.ts";
import { isOutside, type Observation, observationSchema } from "./observation.ts";
import type { Request } from "./request.ts";
import { type EpisodeSetup, type EpisodeState, newEpisode } from "./state.ts";

/** What a stored event says about the outside; null for an event that follows from others. Throws ZodError. */
export function observationOf(event: EpisodeEvent): Observation | null {
	if (!isOutside(event.kind)) return null;
	const data = typeof event.data === "object" && event.data !== null ? event.data : {};
	return observationSchema.parse({ ...data, kind: event.kind, meta: event.meta });
}

/**
 * Makes an episode's state again from its log, so that it goes on where it stopped. Returns null when the log
 * is not what the same setup gives today, which means that the suite or a program changed
 * without a new version: such an episode can be read but not continued.
 */
export function replayEpisode(
	setup: EpisodeSetup,
	events: readonly EpisodeEvent[],
	drivers: Drivers = setup.drivers,
): { state: EpisodeState; request: Request } | null {
	let at: Advanced = advance(newEpisode(setup), null);
	const made = [...at.events];
	for (const event of events) {
		if (event.kind === "fork") {
			at = forkFrom(at.state, drivers, event);
			made.push(...at.events);
			continue;
		}
		const observation = observationOf(event);
		if (observation === null) continue;
		at = advance(at.state, observation);
		made.push(...at.events);
	}
	const isSame =
		events.length <= made.length &&
		events.every((event, i) => {
			const other = made[i];
			return other !== undefined && hashText(event) === hashText(other);
		});
	return isSame ? { state: at.state, request: at.request } : null;
}

/** The event as the hash of a log reads it: without what may differ between two plays of the same. */
export function hashText({ seq, kind, seat, turn, data }: EpisodeEvent): string {
	return canonicalJson([seq, kind, seat, turn, data]);
}

/**
 * Swaps the drivers of an episode that waits for a seat. The request of before is asked anew, of whoever
 * sits there now.
 */
function forkFrom(state: EpisodeState, drivers: Drivers, event: EpisodeEvent): Advanced {
	const { phase } = state;
	const swapped: EpisodeState = { ...state, setup: { ...state.setup, drivers }, seq: event.seq };
	const next = advance(swapped, null);
	if (phase.at !== "asking") throw new Error("Broken invariant: a fork while nobody is asked");
	return { ...next, events: [event, ...next.events] };
}
