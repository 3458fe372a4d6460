import { type Random, randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { canJoin, conflictBetween } from "#lib/simulation/instructions/conflict-matrix.ts";
import { type DrawSetting, drawInstruction } from "#lib/simulation/instructions/draw.ts";
import type { GivenInstruction, InstructionId } from "#lib/simulation/instructions/kwargs.ts";
import { isDemanding } from "#lib/simulation/instructions/trivial-replies.ts";
import { writeReply } from "#lib/simulation/instructions/writer.ts";
import type { HouseRule, TurnKind } from "./house-secret.ts";

/** What a house may ask of its replies, and a customer of one. */
const ruleIds: readonly InstructionId[] = [
	"keywords:existence",
	"keywords:forbidden_words",
	"length_constraints:number_sentences",
	"length_constraints:number_paragraphs",
	"length_constraints:number_words",
	"detectable_content:number_placeholders",
	"detectable_content:postscript",
	"detectable_format:number_bullet_lists",
	"detectable_format:number_highlighted_sections",
	"detectable_format:multiple_sections",
	"detectable_format:title",
	"startend:end_checker",
	"startend:quotation",
	"change_case:capital_word_frequency",
	"punctuation:no_comma",
	"parley:acrostic",
	"parley:number_sum",
	"parley:table_columns",
	"parley:longest_sentence",
	"parley:iso_date",
	"parley:emoji_at_end",
];

const rulesRange = { low: 3, high: 6 };
const triesMax = 400;

/** A wish with the rule it goes against and a reply that is right. */
export interface Wish {
	wish: GivenInstruction;
	against: number | null;
	gold: string;
}

export interface BuiltHouse {
	rules: HouseRule[];
	/** A new wish of a kind, for one turn. */
	drawWish(kind: Exclude<TurnKind, "out-of-scope">): Wish;
}

const drawOne = (random: Random, setting: DrawSetting): GivenInstruction =>
	drawInstruction(
		ruleIds[randomInt(random, ruleIds.length)] ?? "punctuation:no_comma",
		random,
		setting,
	);

/** A reply that follows all of the instructions; null when the writer finds none. */
function write(given: readonly GivenInstruction[], { language, request }: DrawSetting) {
	const writer = seededRandom(seedOf(JSON.stringify([request, given])));
	const { text, followed } = writeReply(given, { language }, writer);
	return followed.includes(false) ? null : text;
}

/**
 * Three to six rules that can be kept together, of which at least one is fixed and one open and each
 * of these can be gone against by a wish that the other rules allow. `refusal` is a reply that must
 * not pass for a right one where something was asked.
 */
export function buildHouse(random: Random, setting: DrawSetting, refusal: string): BuiltHouse {
	for (let tries = 0; tries < triesMax; tries++) {
		const house = tryHouse(random, setting, refusal);
		if (house !== null) return house;
	}
	throw new Error("Broken invariant: no rules that can be kept and gone against");
}

function tryHouse(random: Random, setting: DrawSetting, refusal: string): BuiltHouse | null {
	const { language } = setting;
	const count = rulesRange.low + randomInt(random, rulesRange.high - rulesRange.low + 1);
	const given: GivenInstruction[] = [];
	for (let i = 0; i < 4 * count && given.length < count; i++) {
		const one = drawOne(random, setting);
		if (given.some(({ id }) => id === one.id) || !canJoin(one, given, language)) continue;
		given.push(one);
	}
	if (given.length < count || write(given, setting) === null) return null;
	const rules = given.map((rule) => ({ rule, isFixed: random.next() < 0.5 }));
	const search = (kind: Exclude<TurnKind, "out-of-scope">) =>
		searchWish(random, setting, rules, kind, refusal);
	const kinds = ["aligned", "against-fixed", "against-open"] as const;
	if (kinds.some((kind) => search(kind) === null)) return null;
	return {
		rules,
		drawWish(kind) {
			for (let tries = 0; tries < triesMax; tries++) {
				const wish = search(kind);
				if (wish !== null) return wish;
			}
			throw new Error("Broken invariant: a wish that was found is not found again");
		},
	};
}

function searchWish(
	random: Random,
	setting: DrawSetting,
	rules: readonly HouseRule[],
	kind: Exclude<TurnKind, "out-of-scope">,
	refusal: string,
): Wish | null {
	const { language } = setting;
	for (let tries = 0; tries < 60; tries++) {
		const wish = drawOne(random, setting);
		const conflicts = rules.flatMap(({ rule }, index) =>
			conflictBetween(wish, rule, language) === null ? [] : [index],
		);
		const isNew = rules.every(({ rule }) => rule.id !== wish.id) || kind !== "aligned";
		const [against = null] = conflicts;
		if (!isNew || conflicts.length !== (kind === "aligned" ? 0 : 1)) continue;
		const rule = against === null ? undefined : rules[against];
		if (rule !== undefined && rule.isFixed !== (kind === "against-fixed")) continue;
		// What decides the turn has to be something that a reply without content does not do.
		const decider = kind === "against-fixed" ? rule?.rule : wish;
		if (decider === undefined || !isDemanding(decider, language, [refusal])) continue;
		const kept = rules.filter((_, index) => index !== against || kind === "against-fixed");
		const wanted = kept.map((one) => one.rule);
		const gold = write(kind === "against-fixed" ? wanted : [...wanted, wish], setting);
		if (gold !== null) return { wish, against, gold };
	}
	return null;
}
