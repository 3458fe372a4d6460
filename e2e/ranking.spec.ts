import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { holdBattle } from "./fixtures/http-battle.ts";
import { HttpVoter } from "./fixtures/http-voter.ts";
import { type ScriptedArena, test } from "./fixtures/scripted-arena.ts";
import { ask, scriptedModels } from "./fixtures/scripted-provider.ts";
import { until } from "./fixtures/until.ts";
import { BattlePage } from "./pages/battle-page.ts";

interface Board {
	snapshot: { id: string | null; judgementHash: string; counts: { used: number } };
	rows: { model: string; votes: number }[];
}

async function readBoard({ address }: ScriptedArena): Promise<Board> {
	const response = await fetch(`${address}/api/leaderboard`);
	return (await response.json()) as Board;
}

/**
 * Resolves when the board holds exactly the votes that are stored, with their number. Counted where
 * they are stored: votes of earlier tests may be on their way to the board as well.
 */
async function boardIsFresh(scripted: ScriptedArena): Promise<number> {
	const [stored] = await scripted.arena.sql<{ n: number }>(
		`SELECT count(*)::int AS n FROM judgements j JOIN voters v ON v.id = j.voter_id
		 WHERE j.is_current AND j.withdrawn_at IS NULL AND j.exclusions = '{}' AND v.excluded_at IS NULL`,
	);
	const votes = stored?.n ?? 0;
	await until(
		"the board holds every stored vote",
		async () => (await readBoard(scripted)).snapshot.counts.used === votes,
	);
	return votes;
}

/** Another vote, on the board when this resolves. */
async function addVote(scripted: ScriptedArena, outcome: "a" | "b" | "tie"): Promise<void> {
	await holdBattle(new HttpVoter(() => scripted.address), ask("plain"), outcome);
	await boardIsFresh(scripted);
}

const age = (page: Page, votes: number) =>
	page.getByText(new RegExp(`from ${votes === 1 ? "1 vote" : `${votes} votes`}\\.`)).first();

test("a vote moves the leaderboard by itself", async ({ page, context, scripted }) => {
	const earlier = await boardIsFresh(scripted);
	const before = await readBoard(scripted);
	const battle = new BattlePage(page, scripted.address);
	await battle.begin(ask("plain"));
	await battle.vote("A is better");
	const votedAt = performance.now();
	const votes = await boardIsFresh(scripted);
	expect(votes).toBe(earlier + 1);
	// Five seconds are promised on an idle machine, which one that runs two tests at once is not.
	const tookMs = Math.round(performance.now() - votedAt);
	process.stdout.write(`    from the stored vote to the leaderboard: ${tookMs} ms\n`);
	const board = await context.newPage();
	await board.goto(`${scripted.address}/leaderboard`);
	await expect(age(board, votes)).toBeVisible();
	const after = await readBoard(scripted);
	expect(after.snapshot.judgementHash).not.toBe(before.snapshot.judgementHash);
	for (const { name } of scriptedModels)
		await expect(board.getByRole("table").first().getByRole("link", { name })).toBeVisible();
});

test("the filters are addresses", async ({ page, scripted }) => {
	await addVote(scripted, "a");
	await page.goto(`${scripted.address}/leaderboard`);
	await page.getByLabel("Turns").selectOption({ label: "One" });
	await page.getByRole("button", { name: "Apply" }).click();
	await expect(page).toHaveURL(/[?&]turns=1(&|$)/);
	await expect(page.getByLabel("Turns")).toHaveValue("1");
	await expect(page.getByRole("table").first().getByRole("row")).toHaveCount(3);
	// Only people voted, so there is no kind of judgement to choose.
	await expect(page.getByLabel("Judged by")).toHaveCount(0);
	await page.getByRole("link", { name: "The same leaderboard with style control" }).click();
	await expect(page).toHaveURL(/[?&]turns=1&style=on$/);
	await expect(page.getByLabel("Control for style")).toBeChecked();
	await page.getByRole("link", { name: "The same leaderboard without style control" }).click();
	await expect(page).toHaveURL(/[?&]turns=1$/);
	await expect(page.getByLabel("Control for style")).not.toBeChecked();

	await page.goto(`${scripted.address}/leaderboard?category=turns-4-plus`);
	await expect(page.getByText("No vote counts here yet.")).toBeVisible();
	await page.goto(`${scripted.address}/leaderboard?origin=simulated`);
	await expect(page.getByText("Votes of scripted voters").first()).toBeVisible();
	await page.goto(`${scripted.address}/leaderboard?open=1`);
	await expect(page.getByLabel("Open weights only")).toBeChecked();
	await expect(page.getByText("Only models with open weights are listed.")).toBeVisible();
	await page.goto(`${scripted.address}/leaderboard?from=yesterday`);
	await expect(page.getByText("The filter in the address was not understood")).toBeVisible();
	await page.getByRole("link", { name: "Show everything" }).click();
	await expect(page).toHaveURL(`${scripted.address}/leaderboard`);
});

test("every chart has its table and its file", async ({ page, scripted }) => {
	await addVote(scripted, "a");
	await addVote(scripted, "b");
	await page.goto(`${scripted.address}/leaderboard`);
	for (const heading of [
		"Scores and intervals",
		"Who wins against whom",
		"Ratings over time",
		"Who is better than whom",
	]) {
		const figure = page.getByRole("region", { name: heading, exact: true });
		await expect(figure.locator("svg:visible")).toBeVisible();
		await figure.getByText("As a table").click();
		const table = figure.getByRole("table");
		await expect(table).toBeVisible();
		await expect(table).toContainText(scriptedModels[0].name);
		const [download] = await Promise.all([
			page.waitForEvent("download"),
			figure.getByRole("link", { name: "Data (CSV)" }).click(),
		]);
		expect(readFileSync(await download.path(), "utf8")).toContain(scriptedModels[1].slug);
		const [drawing] = await Promise.all([
			page.waitForEvent("download"),
			figure.getByRole("link", { name: "Drawing (SVG)" }).click(),
		]);
		expect(readFileSync(await drawing.path(), "utf8")).toContain(scriptedModels[1].name);
	}
});

test("readers are spoken to in their language", async ({ browser, scripted }) => {
	await addVote(scripted, "a");
	for (const [locale, heading, doubt] of [
		["de-AT", "Rangliste", "Wie sicher ist das?"],
		["fr-CA", "Classement", "Est-ce bien sûr\u00a0?"],
		["ja-JP", "Leaderboard", "How sure is this?"],
	] as const) {
		const context = await browser.newContext({ locale });
		const page = await context.newPage();
		await page.goto(`${scripted.address}/leaderboard`);
		await expect(page.getByRole("heading", { name: heading, level: 1, exact: true })).toBeVisible();
		await expect(page.getByRole("heading", { name: doubt })).toBeVisible();
		await context.close();
	}
});

test("a snapshot keeps its numbers under its own address", async ({ page, scripted }) => {
	await addVote(scripted, "a");
	const { snapshot } = await readBoard(scripted);
	await page.goto(`${scripted.address}/leaderboard`);
	await page.getByRole("link", { name: "Permanent address of these numbers" }).click();
	await expect(page).toHaveURL(`${scripted.address}/leaderboard/snapshots/${snapshot.id}`);
	await addVote(scripted, "a");
	await page.reload();
	await expect(page.getByText(snapshot.judgementHash)).toBeVisible();
	await expect(age(page, snapshot.counts.used)).toBeVisible();
	await page.getByRole("link", { name: "Current leaderboard" }).click();
	await expect(age(page, snapshot.counts.used + 1)).toBeVisible();
	await expect(page.getByText(snapshot.judgementHash)).toHaveCount(0);
});

test("a model's page and the methodology say where the numbers come from", async ({
	page,
	scripted,
}) => {
	await addVote(scripted, "tie");
	const { snapshot, rows } = await readBoard(scripted);
	await page.goto(`${scripted.address}/leaderboard`);
	const [first, second] = scriptedModels;
	await page.getByRole("table").first().getByRole("link", { name: first.name }).click();
	await expect(page).toHaveURL(`${scripted.address}/models/${first.slug}`);
	await expect(page.getByRole("heading", { name: first.name, level: 1 })).toBeVisible();
	const row = page
		.getByRole("region", { name: "Head to head", exact: true })
		.getByRole("row")
		.filter({ hasText: second.name });
	const rivals = page.getByRole("region", { name: "Against every other model", exact: true });
	await expect(rivals.locator("svg:visible")).toContainText(second.name);
	const votes = rows.find(({ model }) => model === first.slug)?.votes;
	await expect(row.getByRole("cell", { name: String(votes), exact: true })).toBeVisible();

	await page.goto(`${scripted.address}/methodology`);
	await expect(page.getByRole("heading", { name: "In plain words" })).toBeVisible();
	await expect(page.locator("math").first()).toBeVisible();
	await expect(page.getByText(snapshot.judgementHash)).toBeVisible();
});

test("the data page hands out the row of a battle", async ({ page, scripted }) => {
	const question = ask("plain");
	const { battleId } = await holdBattle(new HttpVoter(() => scripted.address), question, "b");
	await page.goto(`${scripted.address}/data`);
	await page.locator("select[name=format]").selectOption("arena-140k");
	await page.locator("select[name=as]").selectOption("jsonl");
	await page.getByLabel("Counts on the leaderboards").selectOption({ label: "Yes" });
	const [download] = await Promise.all([
		page.waitForEvent("download"),
		page.getByRole("button", { name: "Download" }).click(),
	]);
	expect(download.suggestedFilename()).toMatch(/arena-140k.*\.jsonl$/);
	const rows = readFileSync(await download.path(), "utf8")
		.trim()
		.split("\n")
		.map((line): Record<string, unknown> => JSON.parse(line));
	const row = rows.find((candidate) => candidate["evaluation_session_id"] === battleId);
	expect(row).toMatchObject({ winner: "model_b", origin: "human", scope: "battle", flags: [] });
	expect([row?.["model_a"], row?.["model_b"]].toSorted()).toEqual(
		scriptedModels.map(({ slug }) => slug).toSorted(),
	);
	expect(JSON.stringify(row?.["full_conversation"])).toContain(question);
});
