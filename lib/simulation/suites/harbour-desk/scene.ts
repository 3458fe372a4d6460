import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import { findBlueprint } from "./blueprints/list.ts";
import type { Task } from "./task.ts";
import { makeWorld } from "./world/make-world.ts";
import type { World } from "./world/world.ts";

/** What a conversation at the desk starts from: all else follows. */
export interface DeskInit {
	seed: number;
	blueprint: string;
}

/** The shop of a seed as a blueprint sets it up, and the task in it. */
export function makeScene({ seed, blueprint }: DeskInit): { world: World; task: Task } {
	const world = makeWorld(seededRandom(seedOf(`harbour-desk world ${seed}`)));
	const random = seededRandom(seedOf(`harbour-desk task ${blueprint} ${seed}`));
	const task = findBlueprint(blueprint).compose({ world, random, usedOrders: new Set() });
	return { world, task: { blueprint, ...task } };
}
