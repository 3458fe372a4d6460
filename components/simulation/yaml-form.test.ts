import { expect, test } from "vitest";
import { fileProblem } from "./yaml-form.tsx";

test("a problem is split into its place and its words", () => {
	expect(fileProblem("the run:3:5: suites.0: there is no suite x; did you mean y?")).toEqual({
		line: 3,
		column: 5,
		text: "suites.0: there is no suite x; did you mean y?",
	});
	expect(fileProblem("/tmp/a.yaml:12:1: is not YAML: a\nb")).toMatchObject({
		line: 12,
		text: "is not YAML: a\nb",
	});
});

test("a problem of the whole file has no place", () => {
	for (const text of ["the run has 9 conversations: too many", "models: there is no model 3:5: x"])
		expect(fileProblem(text)).toEqual({ line: null, column: null, text });
});
