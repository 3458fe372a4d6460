import { expect, test } from "vitest";
import { locateProblems } from "./parse-run.ts";

const text = `version: 1
suites:
  - ladder
  - suite: shards
    controls: [full]
models:
  - m-1
  - slug: m-2
    base_url: http://127.0.0.1/v1
    id: x
`;

test("a problem of a path gets the line where it stands, one of none stays", () => {
	expect(
		locateProblems(text, [
			"suites.0: there is no suite ladder",
			"suites.1.controls: shards has no control full",
			"models: there is no model m-1; npx parley models list names them",
			"models: m-2 is registered already; write the slug alone",
			"the run has 9 conversations",
		]),
	).toEqual([
		"the run:3:5: suites.0: there is no suite ladder",
		"the run:5:15: suites.1.controls: shards has no control full",
		"the run:7:5: models: there is no model m-1; npx parley models list names them",
		"the run:8:5: models: m-2 is registered already; write the slug alone",
		"the run has 9 conversations",
	]);
});

test("a path that is not there gets the nearest line", () => {
	expect(locateProblems(text, ["suites.0.seats.user: no such"], "f.yaml")).toEqual([
		"f.yaml:3:5: suites.0.seats.user: no such",
	]);
});
