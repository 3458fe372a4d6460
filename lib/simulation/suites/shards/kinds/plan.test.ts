import { expect, test } from "vitest";
import { taskOf } from "#lib/simulation/suites/shards/make-task.ts";

const places = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** Reads a rule as a person would, without knowing how it was made. */
function holds(rule: string, order: readonly string[]): boolean {
	const at = (name = "") => order.indexOf(name);
	const last = rule.match(/^(.+) comes last\.$/);
	if (last) return at(last[1]) === order.length - 1;
	const place = rule.match(/^(.+) is the (\w+) one\.$/);
	if (place) return at(place[1]) === places.indexOf(place[2] ?? "");
	const after = rule.match(/^(.+) comes right after (.+)\.$/);
	if (after) return at(after[1]) === at(after[2]) + 1;
	const before = rule.match(/^(.+) has to come before (.+)\.$/);
	if (before) return at(before[1]) < at(before[2]);
	const between = rule.match(/^There is exactly one between (.+) and (.+), which/);
	if (between) return Math.abs(at(between[1]) - at(between[2])) === 2;
	const apart = rule.match(/^(.+) and (.+) must not be next to each other\.$/);
	if (apart) return Math.abs(at(apart[1]) - at(apart[2])) !== 1;
	throw new Error(`no such rule: ${rule}`);
}

function permutations(names: readonly string[]): string[][] {
	if (names.length === 0) return [[]];
	return names.flatMap((name) =>
		permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
	);
}

test("the rules leave one order, the expected one, and without any of them there are more", () => {
	for (let i = 0; i < 60; i++) {
		const { shards, expected } = taskOf(5 * i + 3);
		if (expected.kind !== "plan") throw new Error("not a plan");
		const rules = shards.slice(1).map(({ spec }) => spec);
		const all = permutations([...expected.order].sort());
		const left = (some: readonly string[]) =>
			all.filter((order) => some.every((rule) => holds(rule, order)));
		expect(left(rules)).toEqual([expected.order]);
		for (const rule of rules)
			expect(left(rules.filter((other) => other !== rule)).length, rule).toBeGreaterThan(1);
	}
});
