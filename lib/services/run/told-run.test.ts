import { expect, test } from "vitest";
import { adminActor, otherActors } from "#lib/testing/actors.ts";
import { parseRun } from "./parse-run.ts";
import type { RunProgress } from "./read-progress.ts";
import { toldRun } from "./told-run.ts";

test("addresses, names of keys, the file and who handed it in are for those who may run", () => {
	const yaml = JSON.stringify({
		version: 1,
		suites: ["env-cellar"],
		environments: [{ name: "cellar", url: "http://10.1.1.1:81", scenario: { word: "plum" } }],
		models: [
			"house-player-00",
			{ slug: "own", base_url: "http://10.1.1.1:82/v1", id: "m", key: "${THE_KEY}" },
		],
		jury: { jurors: ["house-juror", "http://10.1.1.1:83/judge"] },
	});
	// Only what is told of it matters here.
	const progress = { slug: "x", createdBy: "user:me", yaml, config: parseRun(yaml) } as RunProgress;
	const [nobody] = otherActors;
	if (nobody === undefined) throw new Error("no actor");
	const told = toldRun(nobody, progress);
	expect(JSON.stringify(told)).not.toMatch(/10\.1\.1\.1|THE_KEY|plum|user:me/);
	expect(told).toMatchObject({
		slug: "x",
		config: {
			models: ["house-player-00", "own"],
			jury: { jurors: ["house-juror", "http-judge"] },
			environments: [{ name: "cellar" }],
		},
	});
	expect(toldRun(adminActor, progress)).toBe(progress);
});
