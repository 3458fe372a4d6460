import { expect, type Page } from "@playwright/test";
import { environmentValue } from "#lib/config/config.ts";
import { ArenaProcess } from "./fixtures/arena-process.ts";
import { holdBattle } from "./fixtures/http-battle.ts";
import { HttpVoter } from "./fixtures/http-voter.ts";
import { enterCode, newOperatorCode, signInAsOperator } from "./fixtures/operator.ts";
import { test } from "./fixtures/scripted-arena.ts";
import { ask, providerWords, scriptedModels } from "./fixtures/scripted-provider.ts";
import { until } from "./fixtures/until.ts";
import { BattlePage } from "./pages/battle-page.ts";

const [quartz, basalt] = scriptedModels;
const adminPaths = [
	"",
	"/models",
	"/failures",
	"/flags",
	"/voters",
	"/jobs",
	"/keys",
	"/people",
	"/audit",
];

const rowOf = (page: Page, table: string, text: string) =>
	page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: text });

test("a one-time code lets the operator in, once", async ({ page, browser, scripted }) => {
	const code = await newOperatorCode(scripted.arena);
	await enterCode(page, scripted.address, "WRONG-CODE");
	await expect(page.getByText("This code is wrong, was used, or has expired.")).toBeVisible();
	await enterCode(page, scripted.address, code);
	await expect(page).toHaveURL(`${scripted.address}/admin`);
	await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
	await expect(page.getByText("Working", { exact: true })).toBeVisible();
	await page.getByRole("link", { name: "Sign out" }).click();
	await page.getByRole("button", { name: "Sign out" }).click();
	await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
	expect((await page.goto(`${scripted.address}/admin`))?.status()).toBe(404);

	const other = await (await browser.newContext()).newPage();
	await enterCode(other, scripted.address, code);
	await expect(other.getByText("This code is wrong, was used, or has expired.")).toBeVisible();
	await other.context().close();
});

test("a paused model leaves the pairing until it is resumed", async ({ page, scripted }) => {
	await signInAsOperator(page, scripted.arena);
	await page.goto(`${scripted.address}/admin/models`);
	const pair = page.getByRole("cell", { name: "50%" });
	await expect(page.getByText(`${basalt.slug} and ${quartz.slug}`)).toBeVisible();
	await expect(pair).toHaveCount(0);
	const model = rowOf(page, "All models", basalt.name);
	await expect(model).toContainText("100%");

	await model.getByLabel(`Reason to pause ${basalt.name}`).fill("A test of pausing");
	await model.getByRole("button", { name: `Pause ${basalt.name}` }).click();
	await expect(page.getByText("The model is paused.")).toBeVisible();
	await expect(model).toContainText("A test of pausing");
	await expect(page.getByText("No two active models may meet")).toBeVisible();
	const refused = await new HttpVoter(() => scripted.address).send("POST", "/api/battles", {});
	expect(refused.status).toBe(503);

	await model.getByRole("button", { name: `Put ${basalt.name} into pairing` }).click();
	await expect(page.getByText("The model is active again.")).toBeVisible();
	await expect(page.getByText(`${basalt.slug} and ${quartz.slug}`)).toBeVisible();
	await page.goto(`${scripted.address}/admin/audit`);
	await expect(rowOf(page, "Operator actions", "A test of pausing").first()).toContainText(
		basalt.slug,
	);
});

test("a weight of nothing takes a model out of the preview", async ({ page, baseURL }) => {
	// The code that the first start printed: nothing else on this arena signs in.
	await enterCode(page, baseURL ?? "", environmentValue("PARLEY_E2E_OPERATOR_CODE") ?? "");
	await expect(page).toHaveURL("/admin");
	await page.goto("/admin/models");
	const model = rowOf(page, "All models", "House Rambler");
	const weight = page.getByLabel("Weight of House Rambler");
	const set = model.getByRole("button", { name: "Set" });
	const share = model.getByRole("cell").nth(1);
	const usual = Number.parseFloat((await share.textContent()) ?? "");
	const pairs = page.getByRole("table", { name: "The likeliest pairs" });
	await expect(pairs).toContainText("house-rambler");

	await weight.fill("heavy");
	await set.click();
	await expect(page.getByText("A weight is a number from 0 to 1,000,000, or empty.")).toBeVisible();
	await weight.fill("4");
	await set.click();
	await expect(page.getByText("The weight is set.")).toBeVisible();
	await expect(weight).toHaveValue("4");
	expect(Number.parseFloat((await share.textContent()) ?? "")).toBeGreaterThan(1.5 * usual);
	await weight.fill("0");
	await set.click();
	await expect(share).toHaveText("0%");
	await expect(pairs).not.toContainText("house-rambler");
	await weight.fill("");
	await set.click();
	await expect(share).toHaveText(`${usual}%`);
});

test("a rule of pairing is looked at, chosen, and drawn by", async ({ page }) => {
	test.setTimeout(240_000);
	const arena = new ArenaProcess();
	try {
		await arena.start();
		// As few models as have more than one pair.
		await arena.sql(
			"UPDATE models SET state = 'paused' WHERE slug NOT IN ('house-rambler', 'house-parrot', 'house-librarian')",
		);
		await arena.sql("UPDATE models SET weight = 8 WHERE slug = 'house-rambler'");
		await signInAsOperator(page, arena);
		const back = `${arena.address}/admin/models`;
		await page.goto(back);
		const rule = page.getByRole("combobox", { name: "Rule" });
		const pairs = page.getByRole("table", { name: "The likeliest pairs" });
		const chances = async () => {
			const rows = await pairs.getByRole("row").allTextContents();
			return rows.slice(1).map((row) => /([\d.]+)%/.exec(row)?.[1]);
		};
		await expect(rule).toHaveValue("weights");
		const byWeight = await chances();
		expect(byWeight).toHaveLength(3);

		await rule.selectOption("planner");
		await page.getByRole("button", { name: "Show what it would draw" }).click();
		await expect(
			page.getByText("fewer than two of the models that can be drawn are rated"),
		).toBeVisible();
		await rule.selectOption("uniform");
		await page.getByRole("button", { name: "Show what it would draw" }).click();
		await expect(page.getByText("A preview, not in use: All pairs alike")).toBeVisible();
		expect(await chances()).toEqual(["33.3", "33.3", "33.3"]);
		await page.getByRole("link", { name: "Back to the current choice" }).click();
		await expect(rule).toHaveValue("weights");
		expect(await chances()).toEqual(byWeight);

		// One vote rates two models and makes one the stronger; the third stays unrated.
		await holdBattle(new HttpVoter(() => arena.address), "What is a good name for a cat?", "a");
		await until("the board has followed", async () => (await votesUsed(arena)) === 1);
		await page.goto(back);
		await rule.selectOption("arena");
		const even = page.getByLabel("Share of even draws");
		await even.fill("1.5");
		await page.getByRole("button", { name: "Use this" }).click();
		await expect(page.getByText("numbers from 0 to 1 that add up to at most 1")).toBeVisible();
		await expect(rule).toHaveValue("weights");
		await rule.selectOption("arena");
		await even.fill("0.25");
		await page.getByRole("button", { name: "Use this" }).click();
		await expect(page.getByText("It holds from the next battle.")).toBeVisible();
		await expect(page.getByText("Chatbot Arena’s rule); 25% even")).toBeVisible();
		await expect(pairs.getByText(/^about \d+ more votes on this pair/)).toHaveCount(1);
		await expect(pairs.getByText("cannot be computed")).toHaveCount(2);

		const battle = new BattlePage(page, arena.address);
		await battle.begin("What is a good name for a horse?");
		const battleId = await battle.id();
		const [drawn] = await arena.sql<{ slugs: string[]; reason: string; propensity: number }>(
			`SELECT array_agg(m.slug ORDER BY m.slug) AS slugs, pairing_reason AS reason, propensity
			 FROM battles b JOIN models m ON m.id IN (b.model_a_id, b.model_b_id) WHERE b.id = $1 GROUP BY b.id`,
			[battleId],
		);
		expect(drawn?.reason).toBe("arena");
		await page.goto(back);
		const row = pairs.getByRole("row");
		for (const slug of drawn?.slugs ?? []) await expect(pairs).toContainText(slug);
		const [a = "", b = ""] = drawn?.slugs ?? [];
		const listed = /([\d.]+)%/.exec(
			(await row.filter({ hasText: a }).filter({ hasText: b }).textContent()) ?? "",
		)?.[1];
		expect(Math.abs(Number(listed) - 100 * (drawn?.propensity ?? Number.NaN))).toBeLessThan(0.06);
		await page.goto(`${arena.address}/admin/audit`);
		await expect(rowOf(page, "Operator actions", "set-pairing")).toContainText("weights");
		await arena.stop();
	} finally {
		await arena.remove();
	}
});

test("failures, flags and jobs say what happened", async ({ page, scripted }) => {
	await holdBattle(new HttpVoter(() => scripted.address), ask("broken"), "tie");
	await signInAsOperator(page, scripted.arena);
	await page.getByRole("link", { name: "Failures" }).click();
	await expect(rowOf(page, "By model and cause, last 24 hours", basalt.name).first()).toBeVisible();
	await expect(page.getByText(providerWords).first()).toBeVisible();
	await page.getByRole("link", { name: "Flags" }).click();
	await expect(rowOf(page, "Votes left out, by reason", "a side failed")).toBeVisible();
	await page.getByRole("link", { name: "Jobs" }).click();
	await expect(page.getByRole("table", { name: "Queues" })).toBeVisible();
	await expect(page.getByText("No job has failed for good.")).toBeVisible();
});

const votesUsed = async ({ address }: { address: string }): Promise<number> => {
	const response = await fetch(`${address}/api/leaderboard`);
	return (await response.json()).snapshot.counts.used;
};

test("an excluded voter's votes stay, are marked, and leave the board", async ({
	page,
	scripted,
}) => {
	const voter = new HttpVoter(() => scripted.address);
	const before = await votesUsed(scripted);
	const { receipt } = await holdBattle(voter, ask("plain"), "a");
	const counted = (votes: number) =>
		until("the board has followed", async () => (await votesUsed(scripted)) === votes);
	await counted(before + 1);

	await signInAsOperator(page, scripted.arena);
	await page.goto(`${scripted.address}/admin/voters?q=${receipt}`);
	await page.getByLabel(/^Reason to exclude /).fill("A test of excluding");
	await page.getByRole("button", { name: /^Exclude / }).click();
	await expect(page.getByText("The voter is excluded.")).toBeVisible();
	await counted(before);
	const kept = await voter.send("GET", `/api/receipts/${receipt}`);
	expect(kept.json).toMatchObject({
		counts: false,
		exclusions: ["voter-excluded"],
		vote: { outcome: "a", withdrawn: false },
	});
	await page.goto(`${scripted.address}/leaderboard`);
	await expect(page.getByText(/of voters the operator excluded, with a reason/)).toBeVisible();
	await page.goto(`${scripted.address}/admin/flags`);
	await expect(rowOf(page, "The newest votes left out", receipt)).toContainText(
		"A test of excluding",
	);

	await page.goto(`${scripted.address}/admin/voters?q=${receipt}`);
	await page.getByRole("button", { name: /count again$/ }).click();
	await expect(page.getByText("The voter counts again.")).toBeVisible();
	await counted(before + 1);
});

test("a stranger gets nothing of the operator's", async ({ page, scripted }) => {
	for (const path of adminPaths) {
		const response = await page.goto(`${scripted.address}/admin${path}`);
		expect(response?.status(), path).toBe(404);
		await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
	}
	const stranger = new HttpVoter(() => scripted.address);
	const paused = await stranger.send("POST", `/api/admin/models/${basalt.slug}/pause`, {});
	expect([401, 403, 404]).toContain(paused.status);
	const paired = await stranger.send("POST", "/api/admin/pairing", "rule=uniform", {
		"content-type": "application/x-www-form-urlencoded",
	});
	expect(paired.status).toBe(404);
	expect(await scripted.arena.sql("SELECT 1 FROM settings WHERE key = 'pairing'")).toEqual([]);
	const rows = await scripted.arena.sql<{ state: string }>(
		"SELECT state FROM models WHERE slug = $1",
		[basalt.slug],
	);
	expect(rows).toEqual([{ state: "active" }]);
});

test("somebody else's battle, replay and receipt are not found", async ({ page, scripted }) => {
	const owner = new HttpVoter(() => scripted.address);
	const { battleId, receipt } = await holdBattle(owner, ask("plain"), "tie");
	const view = (await owner.send("GET", `/api/battles/${battleId}`)).json;
	const { replayPath } = view["reveal"] as { replayPath: string };
	// The one who looks is a voter too, with a battle of their own.
	const battle = new BattlePage(page, scripted.address);
	await battle.begin(ask("plain"));
	for (const path of [`/b/${battleId}`, `/receipts/${receipt}`, replayPath]) {
		expect((await page.goto(`${scripted.address}${path}`))?.status(), path).toBe(404);
		await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
	}
	for (const path of [`/api/battles/${battleId}`, `/api/receipts/${receipt}`])
		expect((await page.request.get(`${scripted.address}${path}`)).status(), path).toBe(404);
});
