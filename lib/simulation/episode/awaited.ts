import type { Observation } from "./observation.ts";
import type { EpisodeState } from "./state.ts";

/** Whether an observation answers what the episode waits for. A stop from outside is heard until the end. */
export function isAwaited({ phase, setup }: EpisodeState, { kind }: Observation): boolean {
	const isOfRemote = kind === "remote-answer" || kind === "remote-error";
	if (phase.at === "end") return false;
	if (phase.at === "start") return setup.environment === "remote" && (isOfRemote || isStop(kind));
	if (isStop(kind)) return true;
	if (phase.at !== "asking") return setup.environment === "remote" && isOfRemote;
	if (setup.drivers[phase.seat]?.kind === "person") return kind === "person-message";
	return kind === "model-response" || kind === "model-error";
}

const isStop = (kind: Observation["kind"]) => kind === "outside-stop";
