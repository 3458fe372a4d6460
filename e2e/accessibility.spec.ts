import { expect, type Page } from "@playwright/test";
import { criticismOf } from "#components/ranking/board.fixture.ts";
import { holdBattle } from "./fixtures/http-battle.ts";
import { HttpVoter } from "./fixtures/http-voter.ts";
import { signInAsOperator } from "./fixtures/operator.ts";
import { type ScriptedArena, test } from "./fixtures/scripted-arena.ts";
import { ask, scriptedModels } from "./fixtures/scripted-provider.ts";
import { until } from "./fixtures/until.ts";
import { expectAccessible } from "./pages/axe.ts";
import { BattlePage } from "./pages/battle-page.ts";

test.describe.configure({ mode: "parallel", timeout: 150_000 });

/** A counted vote, a failed side and a stored snapshot, so that no page is empty. */
async function fill(scripted: ScriptedArena): Promise<string> {
	const voter = new HttpVoter(() => scripted.address);
	await holdBattle(voter, ask("markdown"), "a");
	await holdBattle(voter, ask("broken"), "b");
	return until("there is a snapshot with votes", async () => {
		const response = await fetch(`${scripted.address}/api/leaderboard`);
		const { snapshot } = await response.json();
		return snapshot.counts.used > 0 ? String(snapshot.id) : null;
	});
}

/** Checks of a snapshot that found something of every kind, as if they had been computed. */
async function keepChecks(scripted: ScriptedArena, snapshotId: string): Promise<void> {
	const [first, second] = scriptedModels;
	const checks = JSON.stringify(criticismOf())
		.replaceAll('"lark"', `"${first.slug}"`)
		.replaceAll('"wren"', `"${second.slug}"`);
	await scripted.arena.sql(
		`INSERT INTO board_criticisms (snapshot_id, leaderboard_key, criticism, duration_ms)
		 SELECT id, leaderboard_key, $2, 1 FROM rating_snapshots WHERE id = $1
		 ON CONFLICT (snapshot_id) DO UPDATE SET criticism = EXCLUDED.criticism`,
		[snapshotId, checks],
	);
}

/** Opens the pages one by one; each must answer with `status`. */
async function expectPages(
	page: Page,
	{ address }: ScriptedArena,
	paths: readonly string[],
	status = 200,
): Promise<void> {
	for (const path of paths) {
		await page.setViewportSize({ width: 1280, height: 800 });
		const response = await page.goto(`${address}${path}`);
		expect(response?.status(), path).toBe(status);
		await expectAccessible(page, path);
	}
}

test("a battle, in each of its states", async ({ page, scripted }) => {
	const battle = new BattlePage(page, scripted.address);
	await battle.open();
	await page.getByText("Choose the two models yourself").click();
	await expect(page.getByLabel("First model")).toBeVisible();
	await expectAccessible(page, "a new battle");
	await page.setViewportSize({ width: 1280, height: 800 });
	await battle.open();
	await battle.send(ask("endless"));
	await expect(battle.text("left", 1)).toContainText("word3");
	await expectAccessible(page, "both answering");
	await page.keyboard.press("Escape");
	await battle.finished();
	await battle.send(ask("markdown"));
	await expect(battle.turn(2)).toBeVisible();
	await battle.finished();
	await expectAccessible(page, "both finished");
	await battle.choice("Tie").click();
	await page.getByText("Say why (optional)").click();
	await expectAccessible(page, "a vote that is held");
	await battle.button("Send my vote").click();
	await expect(battle.reveal).toBeVisible();
	await battle.receipt();
	await expectAccessible(page, "revealed");
});

test("a battle with a failed side, and what is left after it", async ({ page, scripted }) => {
	const battle = new BattlePage(page, scripted.address);
	await battle.open();
	await battle.send(ask("broken"));
	await expect(battle.status).toHaveText(/failed\. You can try it again or vote\.$/);
	await expectAccessible(page, "a failed side");
	await page.setViewportSize({ width: 1280, height: 800 });
	await battle.vote("Both bad");
	const receipt = await battle.receipt();
	const replay = await battle.reveal
		.getByRole("link", { name: "See every call behind this" })
		.getAttribute("href");
	await expectPages(page, scripted, [`/receipts/${receipt}`, `${replay}`]);
	for (const fold of await page.locator("summary").all()) await fold.click();
	await expectAccessible(page, "a replay with everything unfolded");
});

test("the pages of the leaderboard", async ({ page, scripted }) => {
	const snapshotId = await fill(scripted);
	await expectPages(page, scripted, [
		"/leaderboard",
		`/leaderboard/snapshots/${snapshotId}`,
		`/models/${scriptedModels[0].slug}`,
		"/methodology",
	]);
	await keepChecks(scripted, snapshotId);
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto(`${scripted.address}/leaderboard/snapshots/${snapshotId}`);
	await expect(page.getByRole("heading", { name: "Does the model fit?" })).toBeVisible();
	for (const fold of await page.locator("main summary").all()) await fold.click();
	await expectAccessible(page, "a leaderboard with its checks, everything unfolded");
	await expectPages(page, scripted, [
		"/leaderboard?style=on&retired=1",
		"/leaderboard?turns=4-plus",
		`/models/${scriptedModels[0].slug}`,
		"/methodology",
	]);
});

test("suites and judges", async ({ page, scripted }) => {
	await expectPages(page, scripted, [
		"/suites",
		"/suites/kuhn-match",
		"/suites/hidden-rule",
		"/judges",
		"/judges?suite=boards",
		"/judge",
		"/leaderboard?origin=simulated&kind=check&category=kuhn-match",
	]);
});

test("data and the pages about the arena", async ({ page, scripted }) => {
	await fill(scripted);
	await expectPages(page, scripted, [
		"/data",
		"/about",
		"/privacy",
		"/accessibility",
		"/sign-in",
		"/sign-out",
	]);
});

test("the operator's pages", async ({ page, scripted }) => {
	await fill(scripted);
	await signInAsOperator(page, scripted.arena);
	await expectPages(
		page,
		scripted,
		["", "/models", "/failures", "/flags", "/voters", "/jobs", "/keys", "/people", "/audit"].map(
			(path) => `/admin${path}`,
		),
	);
});

test("nothing found, and a page that failed", async ({ page, scripted }) => {
	await expectPages(
		page,
		scripted,
		["/no/such/page", "/models/no-such-model", "/suites/no-such-suite"],
		404,
	);
	await signInAsOperator(page, scripted.arena);
	// A page whose table is away fails as a page does on a bad day.
	await scripted.arena.sql("ALTER TABLE audits RENAME TO audits_away");
	try {
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.goto(`${scripted.address}/admin/audit`);
		await expect(page.getByRole("heading", { name: "This page failed" })).toBeVisible();
		await expect(page.getByText(/^Error \d+/)).toBeVisible();
		await expectAccessible(page, "a page that failed");
	} finally {
		await scripted.arena.sql("ALTER TABLE audits_away RENAME TO audits");
	}
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.getByRole("button", { name: "Try again" }).click();
	await expect(page.getByRole("heading", { name: "Audit" })).toBeVisible();
});

test("the theme that a reader chose stays", async ({ page, scripted }) => {
	const ground = () =>
		page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
	await page.emulateMedia({ colorScheme: "light" });
	await page.goto(`${scripted.address}/about`);
	const light = await ground();
	await page.getByLabel("Theme").selectOption("Dark");
	await expect.poll(ground).not.toBe(light);
	const dark = await ground();
	await page.reload();
	expect(await ground()).toBe(dark);
	await page.getByLabel("Theme").selectOption("As the system");
	await expect.poll(ground).toBe(light);
});
