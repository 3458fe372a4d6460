import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import food from "#lib/ranking/fixtures/evalica-food.json" with { type: "json" };
import { parleyProgram } from "./program.ts";
import { exitCodeOf, explain } from "./usage.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-rank-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = join(process.cwd(), "scripts/parley.js");

/** Runs the command in the folder of the files, as a person would. */
function parley(...args: string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
		cwd: folder,
		encoding: "utf8",
	});
	return { status, stdout, stderr };
}

/** Runs the same command in this process, which is ten times faster. */
async function inside(...args: string[]) {
	let stdout = "";
	const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
		stdout += text;
		return true;
	});
	try {
		await parleyProgram(folder).parseAsync(["node", "parley", ...args]);
		return { status: 0, stdout, stderr: "" };
	} catch (error) {
		return { status: exitCodeOf(error), stdout, stderr: explain(error) };
	} finally {
		write.mockRestore();
	}
}

function file(name: string, content: string): string {
	writeFileSync(join(folder, name), content);
	return name;
}

const outcomes = ["left", "right", "tie"];
const lines = Array.from({ length: 300 }, (_, i) => {
	const [a, b] = [i % 4, (i + 1 + (i % 3)) % 4];
	const said = (i * 7) % 11 < 6 === a < b ? 0 : (i * 5) % 7 < 5 ? 1 : 2;
	return `model-${a},model-${b},${outcomes[said]},worker-${i % 30},${10 + (i % 9)},${5 + ((i * 3) % 17)},${i % 2 ? "code" : "prose"}`;
});
const head = "left,right,winner,worker,tokens_a,tokens_b,category";
const votes = file("votes.csv", `${[head, ...lines].join("\n")}\n`);

describe("parley rank", { timeout: 60_000 }, () => {
	test("prints one JSON document of the documented shape, and nothing else", () => {
		const { status, stdout, stderr } = parley("rank", votes, "--json");
		expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
		const answer = JSON.parse(stdout);
		expect(Object.keys(answer)).toEqual([
			"method",
			"hash",
			"counts",
			"rows",
			"coefficients",
			"warnings",
			"criticism",
		]);
		expect(answer.method).toMatchObject({ name: "bt-half", seed: null });
		expect(answer.method.cluster).toEqual({ by: "voter", why: "voters-known", groups: 30 });
		expect(answer.hash).toMatch(/^[0-9a-f]{64}$/);
		expect(answer.counts).toMatchObject({ rows: 300, accepted: 300, rejected: {}, leftOut: {} });
		expect(answer.rows).toHaveLength(4);
		expect(Object.keys(answer.rows[0])).toEqual([
			...["rank", "rankLower", "rankUpper", "model", "rating", "lower", "upper", "se", "votes"],
		]);
	});

	test("gives the published ratings of a known file, whatever the order of its rows", async () => {
		const { models, cells, strengths } = food;
		const rows = cells.flatMap(([first = 0, second = 0, wins = 0, losses = 0, ties = 0]) =>
			[wins, losses, ties].flatMap((count, outcome) =>
				new Array(count).fill(`${models[first]},${models[second]},${outcomes[outcome]}`),
			),
		);
		const known = file("food.csv", `left,right,winner\n${rows.join("\n")}\n`);
		const reversed = file("doof.csv", `left,right,winner\n${rows.toReversed().join("\n")}`);
		const one = await inside("rank", known, "--json");
		expect((await inside("rank", reversed, "--json")).stdout).toBe(one.stdout);
		const ratings: { model: string; rating: number }[] = JSON.parse(one.stdout).rows;
		const found = new Map(ratings.map(({ model, rating }) => [model, 10 ** (rating / 400)]));
		const sum = [...found.values()].reduce((x, y) => x + y, 0);
		models.forEach((model, i) => {
			expect((found.get(model) ?? 0) / sum).toBeCloseTo(strengths[i] ?? 0, 9);
		});
	});

	test("draws a table with intervals, and says what was left out in words", () => {
		const bad = file(
			"bad.csv",
			`${[head, ...lines.slice(0, 40), "x,x,tie,w,1,1,c", "x,y,Left,w,1,1,c", "x,y,,w,1,1,c"].join("\n")}\n`,
		);
		const { status, stdout } = parley("rank", bad, "--anchor", "model-1=1200");
		expect(status).toBe(0);
		expect(stdout).toMatch(/^rank +model +score +95 % +votes/);
		expect(stdout).toMatch(/model-1 +1200\.0 .*●/);
		expect(stdout).toContain("43 rows (sides, csv): 40 judgements ranked.");
		expect(stdout).toContain("Rejected: 1 same-model, 1 unknown-label, 1 no-label.");
		expect(stdout).toContain("Labels that are not known: 1 Left.");
		expect(stdout).toMatch(/Judgements: sha256 [0-9a-f]{64} \(over counts/);
	});

	test("fits by every option", async () => {
		const read = async (...options: string[]) => {
			const { status, stdout, stderr } = await inside("rank", votes, "--json", ...options);
			expect({ status, stderr }, options.join(" ")).toEqual({ status: 0, stderr: "" });
			return JSON.parse(stdout);
		};
		const plain = await read();
		for (const ties of ["drop", "davidson", "rao-kupper"])
			expect((await read("--ties", ties)).method.name).toBe(`bt-${ties}`);
		const single = await read("--cluster", "none");
		expect(single.rows[0].rating).toBeCloseTo(plain.rows[0].rating, 9);
		expect(single.rows[0].se).not.toBe(plain.rows[0].se);
		expect(single.method.cluster).toEqual({ by: "none", why: "asked", groups: null });
		expect((await read("--cluster", "voter")).rows).toEqual(plain.rows);
		expect((await read("--no-criticism")).criticism).toBeUndefined();
		const judged = await read("--judges", "voter");
		expect(judged.judges).toHaveLength(30);
		expect(judged.judges[0].judge).toMatch(/^worker-/);
		expect((await read("--cluster", "pair")).method.parameters.cluster).toBe("pair");
		const styled = await read("--style", "tokens", "--style-transform", "fastchat");
		expect(styled.coefficients).toMatchObject([{ name: "tokens", estimate: expect.any(Number) }]);
		expect((await read("--category", "code")).counts).toMatchObject({
			accepted: 150,
			leftOut: { "other-category": 150 },
		});
		const one = await read("--bootstrap", "30", "--seed", "1");
		const same = await read("--bootstrap", "30");
		const two = await read("--bootstrap", "30", "--seed", "2");
		expect(one.method.seed).toBe(1);
		expect(same).toEqual(one);
		expect(two.rows[0].lower).not.toBe(one.rows[0].lower);
		const elo = await read("--method", "elo");
		expect(elo.rows[0]).toMatchObject({ lower: null, se: null });
		expect(elo.warnings).toMatchObject([{ code: "order-of-file" }]);
	});

	test("says what would overturn the result, in names and in words", async () => {
		const { criticism } = JSON.parse((await inside("rank", votes, "--json")).stdout);
		const { lead, votesToFlip, votersToFlip, places, voters } = criticism;
		expect(votesToFlip).toMatchObject({ first: lead.model, verified: true });
		expect(votesToFlip.gapAfter).toBeLessThan(0);
		expect(votersToFlip.removed).toHaveLength(votersToFlip.voters);
		expect(votersToFlip.removed[0]).toMatch(/^worker-/);
		expect(places.map(({ model }: { model: string }) => model)).toHaveLength(4);
		expect(voters).toMatchObject({ count: 30, outliers: [] });
		const { stdout } = await inside("rank", votes);
		expect(stdout).toContain(`First is ${lead.model} (the best with a chance of `);
		expect(stdout).toMatch(/\d+ votes? taken away .*verified by refitting/);
		expect(stdout).toContain(
			"0 of 30 voters unlike all others (each tested at 5 %; a different taste",
		);
		expect(stdout).toContain("errors clustered by voter (30 groups) by default");
		expect((await inside("rank", votes, "--method", "elo")).stdout).toContain(
			"nothing about chance",
		);
	});

	test("gives clustered errors to the last digit, whatever the order of the rows", async () => {
		const reversed = file("setov.csv", `${[head, ...lines.toReversed()].join("\n")}\n`);
		const read = async (path: string, ...options: string[]) =>
			JSON.parse((await inside("rank", path, "--json", "--no-criticism", ...options)).stdout);
		for (const cluster of ["voter", "pair"])
			expect(await read(reversed, "--cluster", cluster)).toEqual(
				await read(votes, "--cluster", cluster),
			);
	});

	test("takes votes as independent where voters are few or unknown, and says so", async () => {
		const few = file(
			"few.csv",
			`${[head, ...lines].join("\n").replaceAll(/worker-\d+/g, "worker-1")}\n`,
		);
		expect((await inside("rank", few)).stdout).toContain(
			"votes taken as independent, for there are fewer than 5 voters",
		);
		const unknown = file("unknown.csv", `${[head, ...lines].join("\n").replace("worker", "w")}\n`);
		expect((await inside("rank", unknown)).stdout).toContain(
			"votes taken as independent, for the file does not say who voted",
		);
	});

	test("sharpens votes by verdicts on the same battles and on others", async () => {
		const winner = (i: number, shift: number) =>
			(i * 7 + shift) % 13 < 8 === i % 3 < (i + 1) % 3 ? "left" : "right";
		const battle = (i: number, shift: number) =>
			`b${i},model-${i % 3},model-${(i + 1) % 3},${winner(i, shift)}`;
		const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
		const columns = "id,left,right,winner";
		const people = file(
			"people.csv",
			[columns, ...numbers(90).map((i) => battle(i, i % 9 === 0 ? 5 : 0))].join("\n"),
		);
		const cheap = file(
			"cheap.csv",
			[columns, ...numbers(2000).map((i) => battle(i, 0))].join("\n"),
		);
		const alone = JSON.parse((await inside("rank", people, "--json")).stdout);
		const both = JSON.parse((await inside("rank", people, "--sharpen", cheap, "--json")).stdout);
		expect(both.sharpening).toMatchObject({
			by: "id",
			counts: { paired: 90, alone: 1910, aloneBattles: 1910, unknownModel: 0 },
		});
		expect(both.sharpening.lambda).toBeGreaterThan(0.5);
		const width = ({ rows }: { rows: { lower: number; upper: number }[] }) =>
			rows.reduce((sum, row) => sum + row.upper - row.lower, 0);
		expect(both.sharpening.widthRatio).toBeCloseTo(width(both) / width(alone), 6);
		expect(both.sharpening.widthRatio).toBeLessThan(0.8);
		const held = await inside("rank", people, "--sharpen", cheap, "--anchor", "model-1=1300");
		expect(held.stdout).toMatch(/model-1 +1300\.0/);
		expect(held.stdout).toMatch(/lambda 0\.\d+, they make the intervals \d+\.\d % shorter/);
		const refused = await inside("rank", people, "--sharpen", cheap, "--ties", "davidson");
		expect(refused).toMatchObject({
			status: 2,
			stderr: expect.stringContaining("--ties davidson"),
		});
		const useless = await inside("rank", people, "--sharpen", people);
		expect(useless).toMatchObject({ status: 2, stderr: expect.stringContaining("other battles") });
	});

	test("tells how well unseen votes are predicted", async () => {
		const { heldOut } = JSON.parse(
			(await inside("rank", votes, "--held-out", "5", "--json")).stdout,
		);
		expect(heldOut.byFold.map(({ name }: { name: string }) => name)).toEqual([
			"bt-half",
			"bt-davidson",
			"bt-rao-kupper",
		]);
		for (const { logLoss } of heldOut.byFold) expect(logLoss).toBeLessThan(1.2);
		expect(heldOut.byTime).toBeNull();
		const dated = file(
			"dated.csv",
			[`${head},timestamp`, ...lines.map((line, i) => `${line},${1_700_000_000 + i}`)].join("\n"),
		);
		const { stdout } = await inside("rank", dated, "--held-out", "5");
		expect(stdout).toMatch(/Held out, 5 folds of whole voters, .*bt-half \d\.\d{4}, bt-davidson/);
		expect(stdout).toContain("each tenth from all before it");
		// As on the ranking pages: over voters where there are two at least for each fold.
		expect(heldOut.foldsOf).toBe("voter");
		const many = JSON.parse((await inside("rank", votes, "--held-out", "16", "--json")).stdout);
		expect(many.heldOut.foldsOf).toBeNull();
		const quiet = ["--held-out", "5", "--json", "--no-criticism", "--cluster", "none"];
		expect(JSON.parse((await inside("rank", votes, ...quiet)).stdout).heldOut).toEqual(heldOut);
	});

	test("writes no control character of a file to the terminal, and all of them as JSON", async () => {
		const [clear, turn] = ["\u001b[2J", "\u202e"];
		const row = (a: string, b: string, said: string) => `${a},${b},${said},w${turn}`;
		const [x, y] = [`x${clear}`, `y${turn}`];
		const hostile = file(
			"hostile.csv",
			`left,right,winner,worker\n${[row(x, y, "left"), row(y, x, "left"), row(x, y, `no${clear}`)].join("\n")}\n`,
		);
		const { status, stdout } = await inside("rank", hostile, "--compare", hostile);
		expect(status).toBe(0);
		for (const sign of ["\u001b", turn]) expect(stdout).not.toContain(sign);
		for (const shown of ["x\\u001b[2J", "y\\u202e", "1 no\\u001b[2J"])
			expect(stdout).toContain(shown);
		const { rows } = JSON.parse((await inside("rank", hostile, "--json")).stdout);
		expect(rows.map(({ model }: { model: string }) => model).sort()).toEqual([x, y]);
		const unknown = file("labels.csv", `left,right,winner\nx,y,no${clear}\n`);
		expect((await inside("rank", unknown)).stderr).toMatch(/not known: no\\u001b/);
	});

	test("compares two files", async () => {
		const half = file("half.csv", `${[head, ...lines.slice(0, 150)].join("\n")}\n`);
		const { comparison } = JSON.parse(
			(await inside("rank", votes, "--compare", half, "--json")).stdout,
		);
		expect(comparison).toMatchObject({ file: half, onlyHere: [], onlyThere: [] });
		expect(comparison.rows).toHaveLength(4);
		const { stdout } = await inside("rank", votes, "--compare", half);
		expect(stdout).toContain(`Compared with ${half} (sha256 `);
		expect(stdout).toMatch(/No change that can be told from chance|change/);
		const missing = await inside("rank", votes, "--compare", "none.csv");
		expect(missing.status).toBe(2);
		expect(missing.stderr).toContain("There is no file");
	});

	test.each([
		["one vote", "x,y,left\n", "separated"],
		["all ties", "x,y,tie\ny,z,tie\n", "joined to the others by ties alone"],
		["two groups", "x,y,left\ny,x,left\np,q,left\nq,p,left\n", "never compared with the others"],
	])("marks what the votes cannot say: %s", async (_, rows, note) => {
		const odd = file("odd.csv", `left,right,winner\n${rows}`);
		const { status, stdout } = await inside("rank", odd);
		expect(status).toBe(0);
		expect(stdout).toContain(note);
		expect(stdout).not.toContain("NaN");
		expect((await inside("rank", odd, "--json")).stdout).not.toContain("NaN");
	});

	test.each<[string, number, string[], string]>([
		["no file", 2, ["nowhere.csv"], "There is no file"],
		["no such method", 2, [votes, "--method", "glicko"], "--method: "],
		["no such rule for ties", 2, [votes, "--ties", "maybe"], "--ties: "],
		["an anchor without a rating", 2, [votes, "--anchor", "model-1"], "--anchor: must be a model"],
		["a format that is not", 2, [votes, "--format", "arena-1m"], "Formats that are read"],
		["a feature that is not there", 2, [votes, "--style", "bold"], "does not say bold"],
		["a group that is not there", 2, [votes, "--cluster", "judge"], "does not say which judge"],
		[
			"elo with an anchor",
			2,
			[votes, "--method", "elo", "--anchor", "x=1"],
			"does not go with elo",
		],
		[
			"more folds than votes",
			2,
			[votes, "--held-out", "301"],
			"--held-out 301 asks for more folds than there are votes to rank, which are 300",
		],
		["judges that are not there", 2, [votes, "--judges", "judge"], "does not say which judge"],
		["a wrong format", 1, [votes, "--format", "arena-55k"], "missing: model_a"],
		["an empty file", 1, [file("empty.csv", "")], "The file is empty"],
		["one model", 1, [file("one.csv", "left,right,winner\nx,x,tie\n")], "1 same-model"],
		["no rows", 1, [file("head.csv", "left,right,winner\n")], "a head line but no rows"],
	])("fails with a code and a sentence: %s", async (_, code, args, sentence) => {
		const { status, stdout, stderr } = await inside("rank", ...args, "--json");
		expect(stderr).toContain(sentence);
		expect({ status, stdout }).toEqual({ status: code, stdout: "" });
	});

	test.each<[string, number, string[], string]>([
		["an unknown option", 2, [votes, "--style-guide"], "unknown option"],
		["a file that is not there", 2, ["nowhere.csv"], "There is no file"],
		[
			"a file that is cut off",
			1,
			[file("cut.csv", "left,right,winner\nx,y")],
			"the file was cut off",
		],
	])("ends its process with that code: %s", (_, code, args, sentence) => {
		const { status, stdout, stderr } = parley("rank", ...args, "--json");
		expect(stderr).toContain(sentence);
		expect({ status, stdout }).toEqual({ status: code, stdout: "" });
	});
});
