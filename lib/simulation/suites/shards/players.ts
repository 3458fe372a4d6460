import { say } from "#lib/simulation/action.ts";
import type { Player, Suite } from "#lib/simulation/suite.ts";
import { pick } from "./draw.ts";
import { secretOf } from "./secret.ts";

const answer = (text: string) => say(`<answer>\n${text}\n</answer>`);

/** Waits until everything is told, then gives a right answer. */
const oracle: Player = ({ scenario, view }) => {
	const { task, allTold } = secretOf(scenario);
	return view.turn < allTold ? say("Noted. Is there more?") : answer(task.reference);
};

/** Asks, or answers as one who has missed something (twice as often), or rightly. */
const random: Player = ({ scenario, random: numbers }) => {
	const { task } = secretOf(scenario);
	const kind = pick(numbers, ["ask", "slip", "slip", "right"]);
	if (kind === "ask") return say("Could you tell me more?");
	return answer(kind === "right" ? task.reference : pick(numbers, task.slips));
};

/** Answers at once in the right form, and has missed a shard: it is never right. */
const lazy: Player = ({ scenario, view }) =>
	view.turn > 1 ? say("I have already answered.") : answer(secretOf(scenario).task.slips[0] ?? "");

const broken = [
	"",
	"<answer>",
	"</answer><answer>",
	"<answer></answer>",
	"<answer>\n```\n\n```\n</answer>",
	"<answer>throw new Error('no')</answer>",
	"<answer>[[[</answer>",
	"<answer>NaN, undefined, \u0000</answer>",
];

/** Every way to spoil the form, one a turn, and everywhere the right answer without its marks. */
const breaker: Player = ({ scenario, view }) => {
	const spoilt = broken[(view.turn + scenario.seed) % broken.length] ?? "";
	return say(`${secretOf(scenario).task.reference}\n${spoilt}`);
};

export const players: Suite["players"] = { oracle, random, lazy, breaker };
