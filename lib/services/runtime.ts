import { type Clock, systemClock } from "#lib/kernel/clock.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";
import { type Random, seededRandom } from "#lib/kernel/random.ts";
import type { ModelPort } from "#lib/models/port.ts";
import { callModel } from "#lib/services/model/call-model.ts";

/** What services take from outside, in one place, so that tests can put their own there. */
export interface Runtime {
	port: ModelPort;
	clock: Clock;
	random: Random;
	/** Names this process in leases; new at every start. */
	processId: string;
}

const shared = globalThis as typeof globalThis & { parleyRuntime?: Runtime };

/** The process's runtime: real models, real time, a generator seeded by the platform. */
export function runtime(): Runtime {
	shared.parleyRuntime ??= {
		port: { call: callModel },
		clock: systemClock,
		random: seededRandom(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1),
		processId: uuidV7(Date.now()),
	};
	return shared.parleyRuntime;
}

/** Replaces parts of the runtime; for tests and scripted demos. */
export function overrideRuntime(changes: Partial<Runtime>): void {
	shared.parleyRuntime = { ...runtime(), ...changes };
}
