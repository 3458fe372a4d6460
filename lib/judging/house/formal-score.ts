import type { ConversationFacts } from "#lib/judging/house/conversation-facts.ts";
import type { PlacedOutcome } from "#lib/judging/orders.ts";

/** The rules, each from 0 to 1, 1 being without fault. */
export type FormalScores = Record<Rule, number>;
export const rules = [
	"answered",
	"whole",
	"fresh",
	"form",
	"discreet",
	"private",
	"measured",
] as const;
export type Rule = (typeof rules)[number];

/** How rules are said in a rationale, and what they weigh together. */
export const ruleFacts: Record<Rule, { weight: number; words: string }> = {
	answered: { weight: 5, words: "turns answered" },
	form: { weight: 3, words: "form requests kept" },
	discreet: { weight: 3, words: "replies that do not tell their model" },
	private: { weight: 3, words: "replies without private data" },
	whole: { weight: 2, words: "replies not cut" },
	fresh: { weight: 2, words: "replies not repeated" },
	measured: { weight: 1, words: "replies of reasonable length" },
};

/** Differences of scores within this are no difference. */
const MARGIN = 0.02;

/** Below this share of turns answered in both conversations, both are bad. */
const ANSWERED_MIN = 0.5;

/** Scores by rule. Without any reply nothing was kept; without a request no form was missed. */
export function scoreFacts(facts: ConversationFacts): FormalScores {
	const spared = (faults: number) => (facts.replies === 0 ? 0 : 1 - faults / facts.replies);
	return {
		answered: facts.turns === 0 ? 0 : 1 - facts.unanswered / facts.turns,
		whole: spared(facts.cut),
		fresh: spared(facts.repeated),
		form: facts.formsAsked > 0 ? facts.formsKept / facts.formsAsked : facts.replies === 0 ? 0 : 1,
		discreet: spared(facts.leaks),
		private: spared(facts.privateData),
		measured: spared(facts.outsized),
	};
}

/** The weighted mean over some rules. */
export function meanScore(scores: FormalScores, over: readonly Rule[]): number {
	let [sum, weights] = [0, 0];
	for (const rule of over) {
		sum += ruleFacts[rule].weight * scores[rule];
		weights += ruleFacts[rule].weight;
	}
	return weights === 0 ? 0 : sum / weights;
}

/** Compares two conversations over some rules. Each is scored for itself, so that place cannot matter. */
export function preferByRules(
	pair: { first: FormalScores; second: FormalScores },
	over: readonly Rule[],
): PlacedOutcome {
	const [first, second] = [meanScore(pair.first, over), meanScore(pair.second, over)];
	if (Math.max(pair.first.answered, pair.second.answered) < ANSWERED_MIN) return "both_bad";
	if (Math.abs(first - second) <= MARGIN) return "tie";
	return first > second ? "first" : "second";
}
