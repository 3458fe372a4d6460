import { expect, test } from "vitest";
import { parseRun } from "./parse-run.ts";
import { runFileOf, suiteField } from "./run-form.ts";

test("a form with the least in it is the least file", () => {
	expect(runFileOf({ suite: "ladder", model: "m-1", count: "8" })).toBe(
		"version: 1\nsuites:\n  - ladder\nmodels:\n  - m-1\nseeds:\n  count: 8\n",
	);
});

test("everything that can be chosen is in the file", () => {
	const file = runFileOf({
		name: "  Tuesday: first try ",
		suite: ["ladder", "shards"],
		[suiteField.controls("ladder")]: ["main", "gold-history"],
		[suiteField.languages("ladder")]: "de",
		[suiteField.seat("shards", "user")]: ["sharded", "persona+m-2"],
		model: ["m-1", "m-2"],
		juror: "m-3",
		lens: ["plain", "maxims"],
		battlesMax: "40",
		range: "board",
		count: "5",
		skip: "10",
		replicates: "2",
		seed: "7",
		usd: "1.5",
		calls: "",
		tokens: "100000",
		minutes: "30",
		concurrency: "4",
	});
	expect(parseRun(file)).toMatchObject({
		name: "Tuesday: first try",
		suites: [
			{ suite: "ladder", controls: ["main", "gold-history"], languages: ["de"], seats: {} },
			{ suite: "shards", controls: ["main"], seats: { user: ["sharded", "persona+m-2"] } },
		],
		models: ["m-1", "m-2"],
		jury: { jurors: ["m-3"], lenses: ["plain", "maxims"], battlesMax: 40 },
		seeds: { range: "board", count: 5, skip: 10 },
		replicates: 2,
		seed: 7,
		budget: { usd: 1.5, calls: null, tokens: 100000, minutes: 30 },
		concurrency: 4,
	});
});

test("text that would be YAML of its own stays the text it is", () => {
	const file = runFileOf({ name: "a: [b\n# c", suite: "s: x", model: "m", count: "1" });
	expect(parseRun(file).name).toBe("a: [b\n# c");
	expect(parseRun(file).suites[0]?.suite).toBe("s: x");
});

test("what was mistyped is refused with its line", () => {
	const file = runFileOf({ suite: "ladder", model: "m", count: "many", usd: "1 dollar" });
	expect(() => parseRun(file)).toThrow(/the run:7:10: seeds\.count: .*number[\s\S]*budget\.usd/);
});

test("an empty form says what is missing", () => {
	expect(() => parseRun(runFileOf({}))).toThrow(
		/needs at least one suite[\s\S]*at least one model/,
	);
});
