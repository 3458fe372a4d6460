import { advanceTo } from "./advance.ts";
import { isAwaited } from "./awaited.ts";
import { type Drivers, driverText } from "./driver.ts";
import type { EpisodeEvent } from "./event.ts";
import { isOutside, type Observation, observationSchema } from "./observation.ts";
import type { Request } from "./request.ts";
import { type EpisodeSetup, type EpisodeState, newEpisode, randomOf } from "./state.ts";

/** How an episode goes on that was cut from another. */
export interface Fork {
	drivers: Drivers;
	/** Which repetition it is from here on: another number, other chance. */
	replicate: number;
}

interface Followed {
	state: EpisodeState;
	/** All that follows from the log: what it should hold. */
	events: EpisodeEvent[];
	/** Null where `until` was reached: the contested seat has not been asked there yet. */
	request: Request | null;
	/** How many of the forks have been taken. */
	forked: number;
}

/**
 * Goes through a log again: its observations one by one, its forks where it has them. `until` stops before the
 * contested seat's message of that turn. Null when the log can't be one of this setup and these forks.
 */
export function followLog(
	setup: EpisodeSetup,
	log: readonly EpisodeEvent[],
	forks: readonly Fork[],
	until: number | null,
): Followed | null {
	const cuts = log.filter(({ kind }) => kind === "fork").map(({ turn }) => turn);
	if (cuts.length !== forks.length) return null;
	const events: EpisodeEvent[] = [];
	let forked = 0;
	const step = (state: EpisodeState, observation: Observation | null): Omit<Followed, "events"> => {
		const isThere = (now: EpisodeState) =>
			isContestedNext(now) && (now.turn === until || now.turn === cuts[forked]);
		const at = advanceTo(state, observation, isThere);
		events.push(...at.events);
		const fork = forks[forked];
		if (at.request !== null || at.state.turn === until || fork === undefined)
			return { ...at, forked };
		forked += 1;
		const event = forkEvent(at.state, fork);
		events.push(event);
		return step(forkedState(at.state, fork, event.seq), null);
	};
	let at = step(newEpisode(setup), null);
	for (const event of log) {
		if (at.request === null) break;
		if (!isOutside(event.kind)) continue;
		const observation = observationOf(event);
		if (observation === null || !isAwaited(at.state, observation)) return null;
		at = step(at.state, observation);
	}
	const isWhole = until !== null || forked === forks.length;
	return isWhole ? { ...at, events } : null;
}

/** What a stored event says about the outside; null when it can't be read. */
function observationOf(event: EpisodeEvent): Observation | null {
	const data = typeof event.data === "object" && event.data !== null ? event.data : {};
	const parsed = observationSchema.safeParse({ ...data, kind: event.kind, meta: event.meta });
	return parsed.success ? parsed.data : null;
}

function isContestedNext({ phase, setup }: EpisodeState): boolean {
	return phase.at === "asking" && phase.seat === setup.scenario.contested;
}

/** The entry of a log that says where it was cut and who goes on. */
export function forkEvent(state: EpisodeState, { drivers, replicate }: Fork): EpisodeEvent {
	const names = Object.entries(drivers).map(([seat, driver]) => [seat, driverText(driver)]);
	return {
		seq: state.seq + 1,
		kind: "fork",
		seat: state.setup.scenario.contested,
		turn: state.turn,
		data: { drivers: Object.fromEntries(names), replicate },
		meta: null,
	};
}

/** The state with other drivers. A program that was there goes on as it is; a new one begins. */
function forkedState(state: EpisodeState, { drivers, replicate }: Fork, seq: number): EpisodeState {
	const forked = { ...state, seq, setup: { ...state.setup, drivers, replicate } };
	const programs = Object.entries(drivers).flatMap(([seat, driver]) => {
		if (driver.kind !== "program") return [];
		const before = state.setup.drivers[seat];
		const isSame =
			before?.kind === "program" &&
			before.program.name === driver.program.name &&
			before.program.version === driver.program.version;
		const start = () =>
			driver.program.start(state.setup.scenario, randomOf(forked, `start ${seat}`, 0));
		return [[seat, isSame ? state.programs[seat] : start()] as const];
	});
	return { ...forked, programs: Object.fromEntries(programs) };
}
