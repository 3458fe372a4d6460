import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import { blueprints } from "./blueprints/list.ts";
import { policy } from "./policy.ts";
import { type DeskInit, makeScene } from "./scene.ts";
import { allKnown, standingWishes, type Task } from "./task.ts";
import { plainVoice, tellAll } from "./user/voices.ts";

export const suiteSlug = "harbour-desk";
export const suiteVersion = "1.0.0";

/** The control in which the task is a ticket and nobody answers. */
export const noUser = "no-user";

/** No common divisor with the number of blueprints, so that neighbouring seeds differ in kind and 48 in a row hold all. */
const stride = 29;

/** The conversation at the desk that a seed stands for. */
export function deskScenario(seed: number, control: string = MAIN): Scenario<Task, DeskInit> {
	const blueprint = blueprints[(seed * stride) % blueprints.length];
	if (blueprint === undefined) throw new Error(`Broken invariant: ${seed} is no seed`);
	const init = { seed, blueprint: blueprint.id };
	const { task } = makeScene(init);
	const isTicket = control === noUser;
	return {
		suite: suiteSlug,
		version: suiteVersion,
		seed,
		control,
		language: "en",
		category: blueprint.category,
		tags: [blueprint.id],
		title: blueprint.title,
		seats: [
			{ name: "user", instructions: "" },
			{ name: "assistant", instructions: policy },
		],
		contested: "assistant",
		policy: {
			order: "round-robin",
			speakers: isTicket ? ["assistant"] : ["user", "assistant"],
			turnsMax: isTicket ? 1 : 20,
			turnsMin: 1,
			stepsMax: 160,
			toolCallsPerTurnMax: 24,
			toolErrorsMax: 5,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: isTicket ? [{ seat: "user", text: ticket(task) }] : [],
		init,
		secret: task,
	};
}

/** Everything the customer would have said, as one message to which nobody waits for an answer. */
function ticket(task: Task): string {
	const wishes = standingWishes(task);
	const said = tellAll(plainVoice, allKnown(task), wishes);
	return `This is a ticket: the customer is not there to answer. Act by the rules, then write one message to the customer that ends with the word DONE.

The customer wrote: ${said}`;
}
