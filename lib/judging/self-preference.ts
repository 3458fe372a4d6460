import type { Outcome } from "#lib/arena/outcome.ts";
import type { AuditBattle } from "./audit.ts";
import { type Figure, type Interval, known, noInterval, undefinedFor, Z95 } from "./figure.ts";

/**
 * How much more often a juror prefers a model of its own family than others do, on the same
 * battles: `own` and `others` are mean preferences (1 for its family's slot, 0 for the other, half
 * for ties and both_bad), `difference` is own - others with a 95 % interval over battles.
 */
export interface SelfPreference {
	battles: number;
	own: Figure;
	others: Figure;
	difference: Figure;
	interval: Interval;
}

/**
 * Counts battles with exactly one contender of the juror's family that another juror judged too.
 * The others are jurors of neither contender's family, their preferences averaged by battle. The
 * interval is the normal one of paired differences; two equal battles or one alone give none.
 */
export function selfPreference(
	juror: string,
	outcomes: ReadonlyMap<string, ReadonlyMap<string, Outcome>>,
	input: { battles: readonly AuditBattle[]; families: ReadonlyMap<string, string> },
): SelfPreference {
	const family = input.families.get(juror);
	const pairs = input.battles.flatMap(({ battle, families }) => {
		const outcome = outcomes.get(juror)?.get(battle);
		const isOfA = families.a === family;
		if (family === undefined || outcome === undefined || isOfA === (families.b === family))
			return [];
		const slot = isOfA ? "a" : "b";
		const others = [...outcomes].flatMap(([other, ofOther]) => {
			const theirFamily = input.families.get(other);
			const isNeutral =
				theirFamily !== undefined && theirFamily !== families.a && theirFamily !== families.b;
			const theirs = ofOther.get(battle);
			return isNeutral && theirs !== undefined ? [preference(theirs, slot)] : [];
		});
		return others.length === 0 ? [] : [{ own: preference(outcome, slot), others: mean(others) }];
	});
	if (pairs.length === 0) {
		const none = undefinedFor("no-data");
		const interval = noInterval("no-data");
		return { battles: 0, own: none, others: none, difference: none, interval };
	}
	const differences = pairs.map(({ own, others }) => own - others);
	return {
		battles: pairs.length,
		own: known(mean(pairs.map(({ own }) => own))),
		others: known(mean(pairs.map(({ others }) => others))),
		difference: known(mean(differences)),
		interval: pairedInterval(differences),
	};
}

function preference(outcome: Outcome, slot: "a" | "b"): number {
	if (outcome !== "a" && outcome !== "b") return 0.5;
	return outcome === slot ? 1 : 0;
}

function mean(numbers: readonly number[]): number {
	return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}

function pairedInterval(differences: readonly number[]): Interval {
	const n = differences.length;
	if (n < 2) return noInterval("no-data");
	const centre = mean(differences);
	const squares = differences.reduce((sum, d) => sum + (d - centre) ** 2, 0);
	if (squares === 0) return noInterval("no-variation");
	const reach = Z95 * Math.sqrt(squares / (n * (n - 1)));
	return { lower: centre - reach, upper: centre + reach, reason: null };
}
