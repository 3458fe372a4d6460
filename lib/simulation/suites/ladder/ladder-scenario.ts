import { type Random, randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import type { DrawSetting } from "#lib/simulation/instructions/draw.ts";
import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import { isLanguage, type Language, languages } from "#lib/simulation/instructions/languages.ts";
import { describeInstruction } from "#lib/simulation/instructions/registry.ts";
import { type HistoryMessage, MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import { buildLadder, type Rung } from "./build-ladder.ts";
import type { LadderSecret, LadderTurn } from "./ladder-secret.ts";
import { topics } from "./topics/topics.ts";
import { userWordings } from "./user-wording.ts";

export const ladderVersion = "1.0.0";
export const allAtOnce = "all-at-once";
export const goldHistory = "gold-history";

const pick = <T>(random: Random, list: readonly T[]): T => {
	const item = list[randomInt(random, list.length)];
	if (item === undefined) throw new Error("Broken invariant: nothing to draw from");
	return item;
};

/** The scenario of a seed. Controls and languages are drawn for the same seed alike. */
export function ladderScenario(
	seed: number,
	options: { control?: string; language?: string } = {},
): Scenario<LadderSecret, null> {
	const random = seededRandom(seedOf(`ladder|${seed}`));
	const drawn = pick(random, languages);
	const { control = MAIN, language: asked } = options;
	const language = asked !== undefined && isLanguage(asked) ? asked : drawn;
	const topic = pick(random, topics[language]);
	const kind = randomInt(random, 5);
	const wording = userWordings[language];
	const request = `${wording.kinds[kind] ?? wording.kinds[0]} ${wording.topic(topic.title)}`;
	const setting: DrawSetting = { language, topicWords: topic.words, request };
	const ladder = readTurns(buildLadder(random, setting), request, language);
	const { turns, history } = applyControl(ladder, control, request, language);
	return {
		suite: "ladder",
		version: ladderVersion,
		seed,
		control,
		language,
		category: topic.category,
		tags: [`turns-${ladder.length}`],
		title: topic.title,
		seats: [
			{ name: "user", instructions: "" },
			{ name: "assistant", instructions: "" },
		],
		contested: "assistant",
		policy: {
			order: "round-robin",
			speakers: ["user", "assistant"],
			turnsMax: turns.length,
			turnsMin: turns.length,
			stepsMax: 2 * turns.length + 2,
			toolCallsPerTurnMax: 0,
			toolErrorsMax: 0,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history,
		init: null,
		secret: { turns },
	};
}

function listOf(given: readonly GivenInstruction[], language: Language): string {
	return given.map((one) => `- ${describeInstruction(one, language)}`).join("\n");
}

function firstMessage(
	request: string,
	given: readonly GivenInstruction[],
	language: Language,
): string {
	return `${request}\n\n${userWordings[language].first}\n${listOf(given, language)}`;
}

function readTurns(rungs: readonly Rung[], request: string, language: Language): LadderTurn[] {
	const wording = userWordings[language];
	return rungs.map(({ act, given, inForce, carried, gold }, index) => {
		const message =
			index === 0
				? firstMessage(request, given, language)
				: `${wording[act]}\n${listOf(given, language)}\n\n${wording.rest}`;
		return { message, inForce, carried, gold };
	});
}

/** The turns that are played, and what has been said before them. */
function applyControl(
	ladder: readonly LadderTurn[],
	control: string,
	request: string,
	language: Language,
): { turns: LadderTurn[]; history: HistoryMessage[] } {
	const last = ladder.at(-1);
	if (last === undefined) throw new Error("Broken invariant: a ladder without a rung");
	if (control === allAtOnce) {
		const message = firstMessage(request, last.inForce, language);
		return { turns: [{ ...last, message, carried: 0 }], history: [] };
	}
	if (control !== goldHistory) return { turns: [...ladder], history: [] };
	const history = ladder.slice(0, -1).flatMap(({ message, gold }) => [
		{ seat: "user", text: message },
		{ seat: "assistant", text: gold },
	]);
	return { turns: [last], history };
}
