import type { Outcome } from "#lib/arena/outcome.ts";
import type { Member } from "./jury.ts";

/** What takes confidence away. */
export type Doubt =
	| "one-juror"
	| "two-jurors"
	| "one-family"
	| "members-disagree"
	| "orders-disagree"
	| "members-unscored";

/** How far a jury's outcome can be relied on, by declared rules, with the same in words. */
export interface Confidence {
	level: "low" | "moderate" | "high";
	doubts: Doubt[];
	/** Share of scored members that say what came out. */
	agreed: number;
	statement: string;
}

/** Shares of members that agree, for the level and for `members-disagree`. */
const AGREED_HIGH = 0.8;
const AGREED_MODERATE = 0.6;

const words: Record<Doubt, string> = {
	"one-juror": "it is one juror's opinion alone",
	"two-jurors": "only two jurors were scored",
	"one-family": "all scored jurors are of one model family and may share its errors",
	"members-disagree": "members disagree",
	"orders-disagree": "some members changed their mind when the order was exchanged",
	"members-unscored": "some members gave no usable verdict",
};

/**
 * `high` needs three scored members of two families or more, four in five of them saying what came
 * out, and at most a quarter of them flipping; so one juror, or several of one family, is never
 * high. `moderate` needs three in five, and no flip where there is one juror alone.
 */
export function confidenceOf(members: readonly Member[], outcome: Outcome): Confidence {
	const opinions = members.flatMap(({ family, opinion }) =>
		opinion.status === "scored" ? [{ ...opinion, family }] : [],
	);
	const count = opinions.length;
	const families = new Set(opinions.map(({ family }) => family)).size;
	const flips = opinions.filter(({ isFlip }) => isFlip).length;
	const agreed = opinions.filter((opinion) => opinion.outcome === outcome).length / count;
	const holds: Record<Doubt, boolean> = {
		"one-juror": count === 1,
		"two-jurors": count === 2,
		"one-family": count > 1 && families === 1,
		"members-disagree": agreed < AGREED_HIGH,
		"orders-disagree": flips > 0,
		"members-unscored": count < members.length,
	};
	const doubts = (Object.keys(words) as Doubt[]).filter((doubt) => holds[doubt]);
	const isHigh = count >= 3 && families >= 2 && agreed >= AGREED_HIGH && flips * 4 <= count;
	const isModerate = agreed >= AGREED_MODERATE && flips * 2 < count;
	const level = isHigh ? "high" : isModerate ? "moderate" : "low";
	return { level, doubts, agreed, statement: sayConfidence(level, doubts) };
}

function sayConfidence(level: Confidence["level"], doubts: readonly Doubt[]): string {
	const head = `${level.charAt(0).toUpperCase()}${level.slice(1)} confidence`;
	if (doubts.length === 0) return `${head}.`;
	return `${head}: ${doubts.map((doubt) => words[doubt]).join("; ")}.`;
}
