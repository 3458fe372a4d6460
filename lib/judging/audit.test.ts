import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Outcome, outcomes } from "#lib/arena/outcome.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { type AuditInput, type AuditReading, auditJuror } from "./audit.ts";
import { fitLengthSlope, type LengthChoice } from "./length-slope.ts";
import { type Reading, unscoredReasons } from "./orders.ts";
import { shareOf } from "./share.ts";

type Said = Outcome | "refused" | "unparseable";

/** Readings of a juror by battle: what it says in slots under ab, then under ba. */
function readings(juror: string, said: Record<string, [Said, Said]>): AuditReading[] {
	return Object.entries(said).flatMap(([battle, pair]) =>
		pair.map((one, i): AuditReading => {
			const order = i === 0 ? "ab" : "ba";
			const reading: Reading =
				one === "refused" || one === "unparseable"
					? { order, status: "unscored", reason: one }
					: { order, status: "scored", outcome: one };
			return { battle, juror, reading };
		}),
	);
}

function audit(given: Partial<AuditInput>) {
	return auditJuror("j", {
		readings: [],
		battles: [],
		people: [],
		families: new Map(),
		random: seededRandom(1),
		draws: 200,
		...given,
	});
}

describe("a juror's readings", () => {
	const result = audit({
		readings: readings("j", {
			one: ["a", "a"],
			two: ["a", "b"],
			three: ["b", "tie"],
			four: ["both_bad", "both_bad"],
			five: ["a", "refused"],
			six: ["unparseable", "refused"],
		}),
	});
	test("are counted with their failures by reason", () => {
		expect(result.readings).toBe(12);
		expect(result.failures.share).toMatchObject({ count: 3, total: 12 });
		expect(result.failures.byReason).toEqual({ refused: 2, unparseable: 1 });
	});
	test("show flips and reversals, of battles scored under both orders", () => {
		expect(result.flips).toMatchObject({ count: 2, total: 4, share: { value: 0.5 } });
		expect(result.reversals).toMatchObject({ count: 1, total: 4 });
	});
	test("show how often the first place was chosen, among decided ones", () => {
		// one: first, second; two: first, first; three: second; five has one order only.
		expect(result.firstPlace).toMatchObject({ count: 3, total: 5 });
	});
	test("of a juror that knows only the first place give a share of 1", () => {
		const first = audit({ readings: readings("j", { one: ["a", "b"], two: ["a", "b"] }) });
		expect(first.firstPlace.share.value).toBe(1);
		expect(first.flips.share.value).toBe(1);
	});
	test("of a juror that never flips give exactly one half", () => {
		const fair = audit({ readings: readings("j", { one: ["a", "a"], two: ["b", "b"] }) });
		expect(fair.firstPlace.share.value).toBe(0.5);
	});
});

describe("against people", () => {
	test("both votes of a battle count, battles without an opinion do not", () => {
		const { withPeople } = audit({
			readings: readings("j", {
				one: ["a", "a"],
				two: ["b", "b"],
				three: ["a", "b"],
				four: ["a", "refused"],
			}),
			people: [
				{ battle: "one", outcome: "a" },
				{ battle: "one", outcome: "b" },
				{ battle: "two", outcome: "b" },
				{ battle: "three", outcome: "tie" },
				{ battle: "four", outcome: "a" },
				{ battle: "unread", outcome: "a" },
			],
		});
		expect(withPeople).toMatchObject({ battles: 3, pairs: 4, agreement: { value: 0.75 } });
		// po = 12/16; pe = (1·2 + 2·1 + 1·1) / 16 = 5/16: kappa = 7/11.
		expect(withPeople.kappa.value).toBeCloseTo(7 / 11, 14);
		expect(withPeople.decidedAgreement).toMatchObject({ count: 2, total: 3 });
		expect(withPeople.agreementInterval.lower).toBeLessThan(0.75);
	});
});

describe("the length slope", () => {
	const choices = (longer: number, shorter: number, size: number): LengthChoice[] => [
		...Array.from({ length: longer }, (_, i) => ({
			logRatio: i % 2 === 0 ? size : -size,
			preferredA: i % 2 === 0,
		})),
		...Array.from({ length: shorter }, () => ({ logRatio: size, preferredA: false })),
	];
	test("is the log odds of the longer per unit when all ratios are alike", () => {
		const { slope, standardError } = fitLengthSlope(choices(30, 10, 2));
		expect(slope.value).toBeCloseTo(Math.log(3) / 2, 10);
		// The information is n x² p (1 - p).
		expect(standardError.value).toBeCloseTo(1 / Math.sqrt(40 * 4 * 0.75 * 0.25), 10);
	});
	test("is found again from drawn choices, within four standard errors", () => {
		const random = seededRandom(11);
		const drawn = Array.from({ length: 4000 }, () => {
			const logRatio = 4 * random.next() - 2;
			return { logRatio, preferredA: random.next() < 1 / (1 + Math.exp(-0.8 * logRatio)) };
		});
		const { slope, standardError } = fitLengthSlope(drawn);
		expect(Math.abs((slope.value ?? 9) - 0.8)).toBeLessThan(4 * (standardError.value ?? 0));
		expect(standardError.value).toBeLessThan(0.05);
	});
	test("is undefined with a reason: no data, equal lengths, one side always", () => {
		const reasonOf = (list: LengthChoice[]) => fitLengthSlope(list).slope.reason;
		expect(reasonOf([])).toBe("no-data");
		expect(reasonOf([{ logRatio: 0, preferredA: true }])).toBe("no-variation");
		expect(reasonOf(choices(9, 0, 1))).toBe("separated");
		expect(reasonOf(choices(0, 9, 1))).toBe("separated");
	});
	test("changes its sign with the preference, not with the slots", () => {
		const choice = fc.record({
			logRatio: fc.double({ min: -9, max: 9, noNaN: true }),
			preferredA: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.array(choice, { maxLength: 30 }), (list) => {
				const { slope, standardError } = fitLengthSlope(list);
				const swapped = list.map(({ logRatio, preferredA }) => ({
					logRatio: 0 - logRatio,
					preferredA: !preferredA,
				}));
				expect(fitLengthSlope(swapped).slope).toEqual(slope);
				const contrary = list.map((one) => ({ ...one, preferredA: !one.preferredA }));
				const other = fitLengthSlope(contrary).slope;
				expect(slope.value === null).toBe(other.value === null);
				if (slope.value === null || other.value === null) return;
				expect(Number.isFinite(slope.value) && (standardError.value ?? 0) > 0).toBe(true);
				const difference = Math.abs(other.value + slope.value);
				expect(difference).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(slope.value)));
			}),
			{ numRuns: 500 },
		);
	});
	test("comes from merged opinions and the battles' lengths", () => {
		const said = { one: ["a", "a"], two: ["b", "b"], three: ["a", "b"], four: ["a", "a"] } as const;
		const battles = Object.keys(said).map((battle) => ({
			battle,
			characters: { a: battle === "four" ? 0 : 200, b: 100 },
			families: { a: "x", b: "y" },
		}));
		const { lengthSlope } = audit({ readings: readings("j", { ...said } as never), battles });
		expect(lengthSlope.choices).toBe(2);
		expect(lengthSlope.slope.value).toBeCloseTo(0, 12);
	});
});

describe("self-preference", () => {
	const families = new Map([
		["j", "own"],
		["k", "third"],
		["l", "rival"],
	]);
	const battle = (name: string, a: string, b: string) => ({
		battle: name,
		characters: { a: 1, b: 1 },
		families: { a, b },
	});
	const battles = [
		battle("one", "own", "rival"),
		battle("two", "rival", "own"),
		battle("three", "own", "own"),
		battle("four", "rival", "rival"),
		battle("five", "own", "rival"),
	];
	test("is the paired difference from jurors of neither family", () => {
		const { selfPreference } = audit({
			families,
			battles,
			readings: [
				...readings("j", {
					one: ["a", "a"],
					two: ["b", "b"],
					three: ["a", "a"],
					four: ["a", "a"],
					five: ["a", "b"],
				}),
				...readings("k", { one: ["b", "b"], two: ["b", "b"], five: ["a", "a"] }),
				// Of the rival's family: were it counted, "one" and "two" would come out otherwise.
				...readings("l", { one: ["a", "a"], two: ["a", "a"] }),
			],
		});
		// Own: 1, 1, 1/2 (a flip). Others, k alone: 0, 1, 1. Differences: 1, 0, -1/2.
		expect(selfPreference).toMatchObject({ battles: 3, own: { value: 2.5 / 3 } });
		expect(selfPreference.others.value).toBeCloseTo(2 / 3, 14);
		expect(selfPreference.difference.value).toBeCloseTo(1 / 6, 14);
		const error = Math.sqrt((25 / 36 + 1 / 36 + 16 / 36) / 6);
		expect(selfPreference.interval.upper).toBeCloseTo(1 / 6 + 1.959963984540054 * error, 12);
	});
	test("is undefined without a family, without others, and has no interval from one battle", () => {
		const own = readings("j", { one: ["a", "a"] });
		expect(audit({ battles, readings: own }).selfPreference.difference.reason).toBe("no-data");
		expect(audit({ battles, families, readings: own }).selfPreference.battles).toBe(0);
		const both = [...own, ...readings("k", { one: ["b", "b"] })];
		const alone = audit({ battles, families, readings: both }).selfPreference;
		expect(alone.difference.value).toBe(1);
		expect(alone.interval.reason).toBe("no-data");
	});
});

describe("shares", () => {
	// By hand from Wilson's formula: 8 of 10.
	test("have Wilson's interval", () => {
		const { interval } = shareOf(8, 10);
		expect(interval.lower).toBeCloseTo(0.4902, 4);
		expect(interval.upper).toBeCloseTo(0.9433, 4);
	});
	test("do not collapse at either end, and need data", () => {
		expect(shareOf(0, 10).interval).toMatchObject({ lower: 0 });
		expect(shareOf(0, 10).interval.upper).toBeCloseTo(0.2775, 4);
		expect(shareOf(10, 10).interval.upper).toBe(1);
		expect(shareOf(0, 0).share).toEqual({ value: null, reason: "no-data" });
	});
});

test("an audit holds no NaN and no infinity, whatever is stored", () => {
	const names = fc.constantFrom("j", "k", "l");
	const battle = fc.constantFrom("1", "2", "3", "4");
	const reading = (order: "ab" | "ba"): fc.Arbitrary<Reading> =>
		fc.oneof(
			fc
				.constantFrom(...outcomes)
				.map((outcome): Reading => ({ order, status: "scored", outcome })),
			fc
				.constantFrom(...unscoredReasons)
				.map((reason): Reading => ({ order, status: "unscored", reason })),
		);
	const family = fc.constantFrom("x", "y");
	const given = fc.record({
		readings: fc.array(
			fc.record({ battle, juror: names, reading: fc.oneof(reading("ab"), reading("ba")) }),
			{ maxLength: 40 },
		),
		people: fc.array(fc.record({ battle, outcome: fc.constantFrom(...outcomes) })),
		battles: fc.uniqueArray(
			fc.record({
				battle,
				characters: fc.record({ a: fc.nat(9), b: fc.nat(9) }),
				families: fc.record({ a: family, b: family }),
			}),
			{ selector: (one) => one.battle },
		),
	});
	const families = new Map([
		["j", "x"],
		["k", "z"],
	]);
	fc.assert(
		fc.property(given, (some) => {
			const walk = (value: unknown): void => {
				if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
				else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
			};
			walk(audit({ ...some, families, draws: 20 }));
		}),
		{ numRuns: 300 },
	);
});
