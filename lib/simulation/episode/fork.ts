import type { EpisodeEvent } from "./event.ts";
import { type Fork, followLog, forkEvent } from "./follow-log.ts";
import { isSameStart } from "./replay.ts";
import type { EpisodeSetup } from "./state.ts";

/**
 * The log of a new episode that shares another's history up to the contested seat's message in `turn` (from
 * 1) and goes on from there with `fork`: everything said, the user's state and the environment's state are
 * those of the parent. `forks` are the parent's own, oldest first, when it is itself a fork; `setup` is that of the
 * first of them all. Continue it with `replayEpisode(setup, events, forks)` of what is returned.
 *
 * Null when the parent never came to the contested seat in that turn, when its log is not what the suite
 * gives today, or when its environment is reached over HTTP, where a state can't be taken twice.
 */
export function forkLog(
	setup: EpisodeSetup,
	events: readonly EpisodeEvent[],
	turn: number,
	fork: Fork,
	forks: readonly Fork[] = [],
): { events: EpisodeEvent[]; forks: Fork[] } | null {
	if (setup.environment === "remote") return null;
	const followed = followLog(setup, events, forks, turn);
	if (followed === null || followed.request !== null) return null;
	if (!isSameStart(events, followed.events)) return null;
	return {
		events: [...followed.events, forkEvent(followed.state, fork)],
		forks: [...forks.slice(0, followed.forked), fork],
	};
}
