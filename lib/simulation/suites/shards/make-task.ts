import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import { makeCode } from "./kinds/code.ts";
import { makeData } from "./kinds/data.ts";
import { makeFormat } from "./kinds/format.ts";
import { makePlan } from "./kinds/plan.ts";
import { makeSum } from "./kinds/sums.ts";
import { type Kind, kinds, type Task } from "./task.ts";

const makers = {
	code: makeCode,
	data: makeData,
	sums: makeSum,
	plan: makePlan,
	format: makeFormat,
};

/** The kind of a seed: five seeds in a row have all five. */
export const kindOf = (seed: number): Kind => kinds[seed % kinds.length] ?? "code";

/** The task of a seed. */
export function taskOf(seed: number): Task {
	return makers[kindOf(seed)](seededRandom(seedOf(`shards task ${seed}`)));
}
