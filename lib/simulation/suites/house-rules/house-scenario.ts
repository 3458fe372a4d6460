import { type Random, randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { isLanguage, type Language, languages } from "#lib/simulation/instructions/languages.ts";
import { describeInstruction } from "#lib/simulation/instructions/registry.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import { buildHouse } from "./build-house.ts";
import { contents, type HouseContent } from "./content/content.ts";
import type { HouseRule, HouseSecret, HouseTurn, TurnKind } from "./house-secret.ts";

export const houseVersion = "1.0.0";
export const rulesInUserTurn = "rules-in-user-turn";

const kinds: readonly TurnKind[] = ["aligned", "against-fixed", "against-open", "out-of-scope"];

const pick = <T>(random: Random, list: readonly T[]): T => {
	const item = list[randomInt(random, list.length)];
	if (item === undefined) throw new Error("Broken invariant: nothing to draw from");
	return item;
};

/** The kinds of the six turns: an aligned one, then one of each and one more in a drawn order. */
function drawKinds(random: Random): TurnKind[] {
	const rest = [...kinds, pick(random, kinds)];
	const take = () => rest.splice(randomInt(random, rest.length), 1);
	const order = Array.from({ length: rest.length }, take).flat();
	return ["aligned", ...order];
}

/** The scenario of a seed. Controls are drawn for the same seed alike. */
export function houseScenario(
	seed: number,
	options: { control?: string; language?: string } = {},
): Scenario<HouseSecret, null> {
	const random = seededRandom(seedOf(`house-rules|${seed}`));
	const drawn = pick(random, languages);
	const { control = MAIN, language: asked } = options;
	const language = asked !== undefined && isLanguage(asked) ? asked : drawn;
	const content = contents[language];
	const house = pick(random, content.houses);
	const setting = { language, topicWords: house.words, request: house.name };
	const built = buildHouse(random, setting, content.refusal);
	const turns = drawKinds(random).map((kind): HouseTurn => {
		if (kind === "out-of-scope") {
			const message = pick(random, content.outside);
			return { kind, message, wish: null, against: null, gold: content.refusal };
		}
		const question = pick(random, content.questions)(pick(random, house.subjects));
		const lead = kind === "aligned" ? content.aligned : pick(random, content.pressure);
		const wish = built.drawWish(kind);
		const message = `${question}\n\n${lead} ${describeInstruction(wish.wish, language)}`;
		return { kind, message, ...wish };
	});
	const system = systemMessage(content, house.name, built.rules, language);
	const isInUserTurn = control === rulesInUserTurn;
	return {
		suite: "house-rules",
		version: houseVersion,
		seed,
		control,
		language,
		category: house.category,
		tags: [`rules-${built.rules.length}`],
		title: house.name,
		seats: [
			{ name: "user", instructions: "" },
			{ name: "assistant", instructions: isInUserTurn ? "" : system },
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
		history: [],
		init: null,
		secret: {
			rules: built.rules,
			refusal: content.refusal,
			turns: isInUserTurn ? withRules(turns, `${content.asUser}\n\n${system}`) : turns,
		},
	};
}

function systemMessage(
	content: HouseContent,
	house: string,
	rules: readonly HouseRule[],
	language: Language,
): string {
	const list = rules.map(({ rule, isFixed }, index) => {
		const kind = isFixed ? content.fixed : content.open;
		return `${index + 1}. (${kind}) ${describeInstruction(rule, language)}`;
	});
	return `${content.role(house, content.refusal)}\n\n${content.rulesLead}\n\n${list.join("\n")}`;
}

function withRules(turns: readonly HouseTurn[], system: string): HouseTurn[] {
	return turns.map((turn, index) =>
		index === 0 ? { ...turn, message: `${system}\n\n${turn.message}` } : turn,
	);
}
