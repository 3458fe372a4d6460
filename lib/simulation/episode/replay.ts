import { canonicalJson } from "#lib/simulation/json.ts";
import type { EpisodeEvent } from "./event.ts";
import { type Fork, followLog } from "./follow-log.ts";
import type { Request } from "./request.ts";
import type { EpisodeSetup, EpisodeState } from "./state.ts";

/**
 * Makes an episode's state again from its log, so that it goes on where it stopped. `setup` is that of the
 * episode, or of the first one that it was forked from; `forks` are those in the log, oldest first. `missing` are
 * events that follow from the log and are not in it yet, which are to be stored before the request is performed.
 *
 * Null when the log is not what the same setup gives today, which means that the suite or a program changed
 * without a new version, or that the log was tampered with: such an episode can be read but not continued.
 */
export function replayEpisode(
	setup: EpisodeSetup,
	events: readonly EpisodeEvent[],
	forks: readonly Fork[] = [],
): { state: EpisodeState; request: Request; missing: EpisodeEvent[] } | null {
	const followed = followLog(setup, events, forks, null);
	if (followed === null) return null;
	const { state, request, events: made } = followed;
	if (request === null || events.length > made.length || !isSameStart(events, made)) return null;
	return { state, request, missing: made.slice(events.length) };
}

/** The event as the hash of a log reads it: without what may differ between two plays of the same. */
export function hashText({ seq, kind, seat, turn, data }: EpisodeEvent): string {
	return canonicalJson([seq, kind, seat, turn, data]);
}

/** Whether two logs are the same as far as both go. */
export function isSameStart(one: readonly EpisodeEvent[], other: readonly EpisodeEvent[]): boolean {
	return one.every((event, i) => {
		const its = other[i];
		return its === undefined || hashText(event) === hashText(its);
	});
}
