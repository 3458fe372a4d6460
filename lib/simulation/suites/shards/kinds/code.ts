import type { Random } from "#lib/kernel/random.ts";
import { canonicalJson, type Json } from "#lib/simulation/json.ts";
import { between, drawUntil, pick, shuffle, some } from "#lib/simulation/suites/shards/draw.ts";
import { shard, type Task } from "#lib/simulation/suites/shards/task.ts";
import { numberSteps, type Step, wordSteps } from "./steps.ts";

/** A function in steps, and what it does, without some of them. */
interface Program {
	intent: { text: string; spec: string };
	name: string;
	title: string;
	steps: readonly Step[];
	source(without: string | null): string;
	run(input: Json, without: string | null): Json;
	input(random: Random): Json;
	empty: Json;
}

/** How many inputs the answer is tried on, the empty one included. */
const INPUTS = 7;

/** A small JavaScript function, tried on inputs that between them show every step. */
export function makeCode(random: Random): Task {
	const draw = pick(random, [numberProgram, wordProgram]);
	const { program, inputs } = drawUntil(
		() => {
			const drawn = draw(random);
			const given = Array.from({ length: INPUTS - 1 }, () => drawn.input(random));
			return { program: drawn, inputs: [...given, drawn.empty] };
		},
		(made) => made.program.steps.every(({ id }) => shows(made.program, made.inputs, id)),
	);
	const slips = program.steps.map(({ id }) => program.source(id));
	return {
		kind: "code",
		title: program.title,
		shards: [
			shard("intent", program.intent.text, program.intent.spec),
			shard("name", `Call the function ${program.name}.`, `It is called ${program.name}.`, [
				"name",
				"called",
			]),
			...shuffleSteps(random, program.steps),
		],
		expected: {
			kind: "code",
			name: program.name,
			calls: inputs.map((input) => ({ arguments: [input], value: program.run(input, null) })),
		},
		reference: program.source(null),
		slips: some(random, slips, 3),
	};
}

/** A person does not think of the steps in their order. What each one means does not depend on it. */
const shuffleSteps = (random: Random, steps: readonly Step[]) =>
	shuffle(random, steps).map(({ id, text, spec, asks }) => shard(id, text, spec, asks));

/** Whether some input gives something else when a step is left out. */
function shows(program: Program, inputs: readonly Json[], without: string): boolean {
	return inputs.some(
		(input) =>
			canonicalJson(program.run(input, null)) !== canonicalJson(program.run(input, without)),
	);
}

const stems = ["sift", "blend", "press", "trim", "weave", "fold", "brew", "glean", "braid", "mill"];

function numberProgram(random: Random): Program {
	const { steps, fold, empty } = numberSteps(random);
	const name = `${pick(random, stems)}${pick(random, ["Numbers", "Counts", "Marks", "Points"])}`;
	const before = steps.filter(({ id }) => id !== "cap");
	const after = steps.filter(({ id }) => id === "cap");
	return {
		name,
		title: "A function of a list of numbers",
		intent: {
			text: "Can you write me a JavaScript function that takes a list of whole numbers and gives back one value?",
			spec: "Write a JavaScript function that takes a list of whole numbers and returns one value.",
		},
		steps: [...before, fold, ...after, empty],
		source: (without) =>
			sourceOf(name, "numbers", "let list = numbers;", [...before, empty, fold, ...after], without),
		run(input, without) {
			const on = (id: string) => id !== without;
			const list = before
				.filter(({ id }) => on(id))
				.reduce<readonly number[]>((sofar, step) => step.on(sofar), input as number[]);
			if (list.length === 0 && on("empty")) return empty.value;
			// Without a rule for it, the first number stands for all of them.
			const value = on("fold") ? fold.of(list) : (list[0] ?? 0);
			const finished = after.filter(({ id }) => on(id)).reduce((v, step) => step.finish(v), value);
			return Number.isFinite(finished) ? finished : null;
		},
		input: (random_) => {
			const numbers = Array.from({ length: between(random_, 4, 8) }, () => between(random_, 0, 15));
			return [...numbers, pick(random_, numbers)];
		},
		empty: [],
	};
}

const wordList =
	"amber oat lantern sea crow orchard tin velvet ore pepper elm harbour rye cedar moth river ink acorn stone owl marble fern dune thread".split(
		" ",
	);

function wordProgram(random: Random): Program {
	const { steps, join, empty } = wordSteps(random);
	const name = `${pick(random, stems)}${pick(random, ["Words", "Text", "Phrase", "Line"])}`;
	return {
		name,
		title: "A function of the words of a text",
		intent: {
			text: "I'd like a JavaScript function that takes a text of words with single spaces between them and makes a new text out of its words.",
			spec: "Write a JavaScript function that takes a text of words in small letters with single spaces between them and returns a new text made of its words.",
		},
		steps: [...steps, join, empty],
		source: (without) =>
			sourceOf(
				name,
				"text",
				'let list = text.split(" ").filter((w) => w !== "");',
				[...steps, empty, join],
				without,
			),
		run(input, without) {
			const on = (id: string) => id !== without;
			const list = steps
				.filter(({ id }) => on(id))
				.reduce<readonly string[]>(
					(sofar, step) => step.on(sofar),
					String(input)
						.split(" ")
						.filter((word) => word !== ""),
				);
			if (list.length === 0 && on("empty")) return empty.value;
			return list.join(on("fold") ? join.separator : " ");
		},
		input: (random_) => some(random_, wordList, between(random_, 5, 8)).join(" "),
		empty: "",
	};
}

function sourceOf(
	name: string,
	parameter: "numbers" | "text",
	start: string,
	steps: readonly Step[],
	without: string | null,
): string {
	// A slip that misses what comes out gives the first number, or the words with spaces.
	const instead = parameter === "text" ? 'let value = list.join(" ");' : "let value = list[0];";
	const lines = steps.flatMap(({ id, js }) => {
		if (id !== without) return [js];
		return id === "fold" ? [instead] : [];
	});
	const body = [start, ...lines, "return value;"].map((line) => `\t${line}`);
	return [`function ${name}(${parameter}) {`, ...body, "}"].join("\n");
}
