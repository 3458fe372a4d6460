import { advance } from "./advance.ts";
import { type Drivers, driverText } from "./driver.ts";
import type { EpisodeEvent } from "./event.ts";
import { observationOf } from "./replay.ts";
import { type EpisodeSetup, newEpisode } from "./state.ts";

/**
 * The log of a new episode that shares another's history up to the contested seat's message in `turn` (from
 * 1) and goes on from there with `drivers`: everything said, the user's state and the environment's state are
 * those of the parent. Continue it with `replayEpisode(parentSetup, log, drivers)`. Null when the
 * parent never asked the contested seat in that turn.
 */
export function forkLog(
	parent: EpisodeSetup,
	events: readonly EpisodeEvent[],
	turn: number,
	drivers: Drivers,
): EpisodeEvent[] | null {
	const { contested } = parent.scenario;
	let at = advance(newEpisode(parent), null);
	const prefix = [...at.events];
	const isThere = () => {
		const { request, state } = at;
		const asks =
			request.kind === "person" || (request.kind === "ask" && request.purpose === "reply");
		return asks && request.seat === contested && state.turn === turn;
	};
	for (const event of events) {
		if (isThere()) break;
		const observation = observationOf(event);
		if (observation === null) continue;
		at = advance(at.state, observation);
		prefix.push(...at.events);
	}
	if (!isThere()) return null;
	// The question itself is asked anew, of the new driver.
	while (prefix.at(-1)?.kind === "model-request") prefix.pop();
	const last = prefix.at(-1);
	const names = Object.entries(drivers).map(([seat, driver]) => [seat, driverText(driver)]);
	prefix.push({
		seq: (last?.seq ?? 0) + 1,
		kind: "fork",
		seat: contested,
		turn,
		data: { turn, drivers: Object.fromEntries(names) },
		meta: null,
	});
	return prefix;
}
