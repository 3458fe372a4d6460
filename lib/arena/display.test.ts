import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Random, seededRandom } from "#lib/kernel/random.ts";
import { type DisplayPolicy, displayPolicies } from "./battle.ts";
import { createPacer, type Emission } from "./display.ts";
import { otherSlot, type Slot, slots } from "./outcome.ts";

const tickMs = 40;
type Step =
	| { kind: "push"; slot: Slot; text: string }
	| { kind: "finish"; slot: Slot }
	| { kind: "tick" };

const slotArbitrary = fc.constantFrom(...slots);
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant("push" as const),
		slot: slotArbitrary,
		text: fc.oneof(
			fc.string({ maxLength: 60 }),
			fc.constantFrom("😀", "\ud83d", "\ude00", "a\u0301", "👩‍👧"),
		),
	}),
	fc.record({ kind: fc.constant("tick" as const) }),
	fc.record({ kind: fc.constant("tick" as const) }),
);

function create(policy: DisplayPolicy, baseCharsPerTick = 4) {
	return createPacer({ policy, tickMs, baseCharsPerTick, startMs: 0 });
}

const lengthOf = (text: string) => [...text].length;

describe("every policy", () => {
	test("shows exactly what was pushed, in order, whatever the schedule", () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...displayPolicies),
				fc.array(stepArbitrary, { maxLength: 120 }),
				fc.integer({ min: 1, max: 30 }),
				(policy, steps, base) => {
					const pacer = create(policy, base);
					const pushed = { a: "", b: "" };
					const shown = { a: "", b: "" };
					let now = 0;
					const tick = () => {
						now += tickMs;
						for (const { slot, text } of pacer.tick(now)) {
							expect(text).not.toBe("");
							shown[slot] += text;
						}
					};
					for (const step of steps) {
						if (step.kind === "push") {
							pacer.push(step.slot, step.text);
							pushed[step.slot] += step.text;
						} else tick();
					}
					for (const slot of slots) pacer.finish(slot);
					for (let i = 0; i < 5000 && !slots.every((slot) => pacer.isDrained(slot)); i++) tick();
					expect(shown).toEqual(pushed);
					expect(slots.every((slot) => pacer.isDrained(slot))).toBe(true);
				},
			),
			{ numRuns: 300 },
		);
	});

	test("never splits a surrogate pair", () => {
		for (const policy of displayPolicies) {
			const pacer = create(policy, 1);
			const pieces: string[] = [];
			for (const slot of slots) {
				for (const unit of "😀🎉😀🎉x😀".split("")) pacer.push(slot, unit);
				pieces.push(...pacer.tick(tickMs).map(({ text }) => text));
			}
			for (const slot of slots) pacer.finish(slot);
			for (let i = 2; i < 100; i++) pieces.push(...pacer.tick(i * tickMs).map(({ text }) => text));
			expect(pieces.length).toBeGreaterThan(0);
			for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
		}
	});

	test("text after the end is ignored", () => {
		const pacer = create("as-received");
		pacer.finish("a");
		pacer.push("a", "late");
		expect(pacer.tick(1)).toEqual([]);
	});
});

test("as received: everything at every tick", () => {
	const pacer = create("as-received");
	pacer.push("b", "x".repeat(1000));
	expect(pacer.tick(tickMs)).toEqual([{ slot: "b", text: "x".repeat(1000) }]);
});

test("both complete: nothing until both ended, then all at once", () => {
	const pacer = create("both-complete");
	pacer.push("a", "one");
	pacer.push("b", "two");
	pacer.finish("a");
	expect(pacer.tick(20_000)).toEqual([]);
	pacer.finish("b");
	expect(pacer.tick(20_040)).toEqual([
		{ slot: "a", text: "one" },
		{ slot: "b", text: "two" },
	]);
});

describe("gated start", () => {
	const long = "abcdefghij".repeat(200);

	test("waits for both first tokens", () => {
		const pacer = create("gated-start");
		pacer.push("a", long);
		for (let now = 0; now < 8000; now += tickMs) expect(pacer.tick(now)).toEqual([]);
		pacer.push("b", "hello");
		expect(pacer.tick(7999).map(({ slot, text }) => [slot, text.length])).toEqual([
			["a", 4],
			["b", 4],
		]);
	});

	test("waits no longer than gateMaxMs, and no starving time on top of it", () => {
		const pacer = create("gated-start");
		pacer.push("a", long);
		expect(pacer.tick(7999)).toEqual([]);
		expect(pacer.tick(8000)).not.toEqual([]);
	});

	test("a failed side opens it", () => {
		const pacer = create("gated-start");
		pacer.push("a", long);
		pacer.finish("b");
		expect(pacer.tick(tickMs)).toHaveLength(1);
		expect(pacer.isDrained("b")).toBe(true);
	});

	test("a stalled side holds the other back for starveMs and not longer, each time", () => {
		const pacer = create("gated-start");
		const shownAt: number[] = [];
		pacer.push("a", "start ");
		pacer.push("b", "start ");
		let now = 0;
		const run = (untilMs: number) => {
			for (; now < untilMs; now += tickMs) {
				for (const { slot } of pacer.tick(now)) if (slot === "a") shownAt.push(now);
			}
		};
		run(400);
		pacer.push("a", long.repeat(20));
		const lastBefore = shownAt.at(-1) ?? 0;
		run(4000);
		const next = shownAt.find((at) => at > lastBefore) ?? Number.POSITIVE_INFINITY;
		expect(next - lastBefore).toBeGreaterThan(1500);
		expect(next - lastBefore).toBeLessThanOrEqual(1500 + 3 * tickMs);
		pacer.push("b", "back");
		const [again] = [pacer.tick(now)];
		expect(again.map(({ text }) => text.length)).toEqual([4, 4]);
	});

	test("lockstep: the same number of characters at the same ticks while both go on", () => {
		fc.assert(
			fc.property(fc.array(stepArbitrary, { maxLength: 150 }), (steps) => {
				const pacer = create("gated-start");
				const shown = { a: 0, b: 0 };
				let now = 0;
				for (const step of steps) {
					if (step.kind === "push") pacer.push(step.slot, step.text);
					else {
						// Less than starveMs in all, so that no side is given up on.
						now += 9;
						for (const { slot, text } of pacer.tick(now)) shown[slot] += lengthOf(text);
						expect(shown.a).toBe(shown.b);
					}
				}
			}),
			{ numRuns: 300 },
		);
	});

	test("a side that has ended shows its rest at the pace of the other", () => {
		const pacer = create("gated-start");
		pacer.push("a", long);
		pacer.finish("a");
		pacer.push("b", "b".repeat(3));
		expect(pacer.tick(tickMs).map(({ text }) => text.length)).toEqual([3, 3]);
	});

	test("a backlog that nothing holds back is gone in about a second", () => {
		const pacer = create("gated-start");
		for (const slot of slots) pacer.push(slot, long.repeat(5));
		for (const slot of slots) pacer.finish(slot);
		let ticks = 0;
		while (!pacer.isDrained("a") && ticks < 1000) pacer.tick(tickMs * ++ticks);
		expect(ticks * tickMs).toBeLessThanOrEqual(1000 + 2 * tickMs);
	});
});

describe("the cadence doesn't tell a fast model from a slow one", () => {
	/** Chunks of one model: when, how long. */
	function simulateModel(random: Random, isFast: boolean) {
		const chunks: { at: number; text: string }[] = [];
		let at = (isFast ? 150 : 700) * (0.5 + random.next());
		const total = 400 + Math.floor(random.next() * 800);
		for (let shown = 0; shown < total; ) {
			const size = 1 + Math.floor(random.next() * (isFast ? 14 : 8));
			chunks.push({ at, text: "x".repeat(Math.min(size, total - shown)) });
			shown += size;
			at += (isFast ? 18 : 70) * -Math.log(1 - random.next());
		}
		return chunks;
	}

	/** Mean and deviation of gaps and sizes of a slot's chunks, until the first of the two ends. */
	function features(
		emissions: (Emission & { at: number })[],
		slot: Slot,
		endsAt: number,
	): number[] {
		const own = emissions.filter((emission) => emission.slot === slot && emission.at <= endsAt);
		const gaps = own.slice(1).map((emission, i) => emission.at - (own[i]?.at ?? 0));
		const sizes = own.map(({ text }) => text.length);
		return [gaps, sizes].flatMap((values) => {
			const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
			const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
			return [mean, Math.sqrt(square / Math.max(1, values.length))];
		});
	}

	function playBattle(random: Random, policy: DisplayPolicy) {
		const fast: Slot = random.next() < 0.5 ? "a" : "b";
		const slow = otherSlot(fast);
		const chunks = { [fast]: simulateModel(random, true), [slow]: simulateModel(random, false) };
		const pacer = create(policy);
		const emissions: (Emission & { at: number })[] = [];
		let endsAt = Number.POSITIVE_INFINITY;
		for (let now = 0; now < 600_000; now += tickMs) {
			for (const slot of slots) {
				const queue = chunks[slot] ?? [];
				while ((queue[0]?.at ?? Number.POSITIVE_INFINITY) <= now)
					pacer.push(slot, queue.shift()?.text ?? "");
				if (queue.length === 0) pacer.finish(slot);
			}
			emissions.push(...pacer.tick(now).map((emission) => ({ ...emission, at: now })));
			if (endsAt === Number.POSITIVE_INFINITY && slots.some((slot) => pacer.isDrained(slot)))
				endsAt = now;
			if (slots.every((slot) => pacer.isDrained(slot))) break;
		}
		return [fast, slow].map((slot) => ({
			isFast: slot === fast,
			values: features(emissions, slot, endsAt),
		}));
	}

	/** Accuracy of a nearest-centroid classifier, trained on one half and tried on the other. */
	function classify(policy: DisplayPolicy, seed: number): number {
		const random = seededRandom(seed);
		const battles = Array.from({ length: 200 }, () => playBattle(random, policy));
		const train = battles.slice(0, 100).flat();
		const columns = train[0]?.values.map((_, k) => k) ?? [];
		const scale = columns.map((k) => {
			const values = train.map((sample) => sample.values[k] ?? 0);
			const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
			return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length) || 1;
		});
		const centroid = (isFast: boolean) => {
			const own = train.filter((sample) => sample.isFast === isFast);
			return columns.map(
				(k) => own.reduce((sum, { values }) => sum + (values[k] ?? 0), 0) / own.length,
			);
		};
		const centroids = { fast: centroid(true), slow: centroid(false) };
		const distance = (values: number[], to: number[]) =>
			columns.reduce(
				(sum, k) => sum + (((values[k] ?? 0) - (to[k] ?? 0)) / (scale[k] ?? 1)) ** 2,
				0,
			);
		const tried = battles.slice(100).flat();
		const right = tried.filter(({ values, isFast }) => {
			const seemsFast = distance(values, centroids.fast) < distance(values, centroids.slow);
			return seemsFast === isFast;
		});
		return right.length / tried.length;
	}

	test("gated start: chance, give or take 5 points", () => {
		const accuracy = classify("gated-start", 11);
		console.info(`cadence classifier, gated start: ${(accuracy * 100).toFixed(1)} %`);
		expect(accuracy).toBeLessThanOrEqual(0.55);
	});

	test("the same classifier sees it where replies are shown as received", () => {
		expect(classify("as-received", 11)).toBeGreaterThan(0.9);
	});
});
