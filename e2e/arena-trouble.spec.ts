import { expect, type Page } from "@playwright/test";
import { type ScriptedArena, test } from "./fixtures/scripted-arena.ts";
import { ask, providerWords, slowText } from "./fixtures/scripted-provider.ts";
import { until } from "./fixtures/until.ts";
import { BattlePage } from "./pages/battle-page.ts";
import { overflowOf } from "./pages/overflow.ts";

const callsFor = (scripted: ScriptedArena, question: string) =>
	scripted.provider.calls.filter((call) => call.question === question).length;

/** Sends a slow message and waits until both replies have begun. */
async function beginSlowly(battle: BattlePage): Promise<string> {
	const question = ask("slow");
	await battle.open();
	await battle.send(question);
	for (const side of ["left", "right"] as const)
		await expect(battle.text(side, 1)).toContainText("word5");
	return question;
}

async function expectWhole(battle: BattlePage): Promise<void> {
	await battle.finished();
	for (const side of ["left", "right"] as const)
		await expect(battle.text(side, 1)).toHaveText(slowText);
}

test("a reload in mid-stream comes back as it was and goes on", async ({ page, scripted }) => {
	const battle = new BattlePage(page, scripted.address);
	const question = await beginSlowly(battle);
	// Without scripts the page shows what the server sent: the text so far is in it.
	const response = await page.reload({ waitUntil: "commit" });
	expect(await response?.text()).toContain("word5");
	await expect(battle.turn(1)).toContainText(question);
	await expectWhole(battle);
	expect(callsFor(scripted, question)).toBe(2);
});

test("a second tab shows the same battle, also while it streams", async ({
	page,
	context,
	scripted,
}) => {
	const first = new BattlePage(page, scripted.address);
	const question = await beginSlowly(first);
	const second = new BattlePage(await context.newPage(), scripted.address);
	await second.page.goto(page.url());
	await expect(second.turn(1)).toContainText(question);
	await Promise.all([expectWhole(first), expectWhole(second)]);
	expect(callsFor(scripted, question)).toBe(2);
	await first.vote("Tie");
	await expect(second.reveal).toBeVisible();
	await expect(second.votes.and(second.page.locator(":visible"))).toHaveCount(0);
});

/** Which sides a page calls the voter's choice. */
const chosen = (battle: BattlePage) =>
	battle.reveal
		.getByRole("article")
		.evaluateAll((cards) => cards.map((card) => card.textContent?.includes("your choice")));

test("two tabs that vote at once leave one vote, and both show it", async ({
	page,
	context,
	scripted,
}) => {
	const first = new BattlePage(page, scripted.address);
	await first.begin(ask("plain"));
	const second = new BattlePage(await context.newPage(), scripted.address);
	await second.page.goto(page.url());
	await first.choice("A is better").click();
	await second.choice("B is better").click();
	await Promise.all([
		first.button("Show the names now").click(),
		second.button("Show the names now").click(),
	]);
	for (const battle of [first, second]) await expect(battle.reveal).toBeVisible();

	const id = await first.id();
	const view = await (await page.request.get(`${scripted.address}/api/battles/${id}`)).json();
	expect(view.votes).toHaveLength(1);
	const [vote] = view.votes;
	const isLeft = view.sides[vote.outcome] === "left";
	for (const battle of [first, second]) {
		await expect.poll(() => chosen(battle)).toEqual([isLeft, !isLeft]);
		expect(await battle.receipt()).toBe(vote.receipt);
	}
	const rows = await scripted.arena.sql<{ current: string; all: string }>(
		`SELECT count(*) FILTER (WHERE is_current) AS current, count(*) AS all
		 FROM judgements WHERE battle_id = $1 AND scope = 'battle'`,
		[id],
	);
	expect(rows).toEqual([{ current: "1", all: String(vote.version) }]);
});

test("a lost network costs nothing: the battle comes back, a message is sent once", async ({
	page,
	context,
	scripted,
}) => {
	const battle = new BattlePage(page, scripted.address);
	const question = await beginSlowly(battle);
	await context.setOffline(true);
	await expect(page.getByText("You are offline.")).toBeVisible();
	await context.setOffline(false);
	await expect(page.getByText("You are offline.")).toHaveCount(0);
	await expectWhole(battle);
	expect(callsFor(scripted, question)).toBe(2);

	const next = ask("plain");
	await context.setOffline(true);
	await battle.send(next);
	await expect(page.getByText("Your message couldn't be sent")).toBeVisible();
	await expect(battle.message).toHaveValue(next);
	await context.setOffline(false);
	await battle.button("Send").click();
	await expect(battle.turn(2)).toContainText(next);
	await battle.finished();
	await expect(page.locator("[data-turn]")).toHaveCount(2);
	expect(callsFor(scripted, next)).toBe(2);
});

test("a side that failed is tried again when the voter asks", async ({ page, scripted }) => {
	const battle = new BattlePage(page, scripted.address);
	const question = ask("brittle");
	await battle.open();
	await battle.send(question);
	await expect(battle.status).toHaveText(/^[AB] failed\. You can try it again or vote\.$/);
	await expect(page.getByText("This side could not answer.")).toHaveCount(1);
	expect(await page.content()).not.toContain(providerWords);
	await battle
		.turn(1)
		.getByRole("button", { name: /^Try [AB] again$/ })
		.click();
	await battle.finished();
	for (const side of ["left", "right"] as const)
		await expect(battle.text(side, 1)).toHaveText("This side works.");
	// One good side, one that failed, was called again by itself, and then answered.
	expect(callsFor(scripted, question)).toBe(4);
	await battle.vote("Tie");
	await expect(battle.reveal.getByText("Your vote counts for the leaderboard.")).toBeVisible();
});

test("a vote where one side failed is kept and does not count", async ({ page, scripted }) => {
	const battle = new BattlePage(page, scripted.address);
	await battle.open();
	await battle.send(ask("broken"));
	await expect(battle.status).toHaveText(/^[AB] failed\. You can try it again or vote\.$/);
	await battle.vote("A is better");
	await expect(battle.reveal.getByText("Your vote is kept, but left out")).toBeVisible();
	await expect(battle.reveal.getByText("one side failed")).toBeVisible();
	const receipt = await battle.receipt();
	const { counts, exclusions } = await (
		await page.request.get(`${scripted.address}/api/receipts/${receipt}`)
	).json();
	expect({ counts, exclusions }).toEqual({ counts: false, exclusions: ["failed-side"] });
	expect(await page.content()).not.toContain(providerWords);
});

/** Everything a page asked for or opened that it should not have. */
function watch(page: Page, address: string) {
	const dialogs: string[] = [];
	const outside: string[] = [];
	page.on("dialog", (dialog) => {
		dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	page.context().on("request", (request) => {
		const url = request.url();
		if (!url.startsWith(`${address}/`) && !/^(data|blob):/.test(url)) outside.push(url);
	});
	return { dialogs, outside };
}

/** Where text stands outside the column of its reply. */
const escapesOf = (page: Page) =>
	page.locator(".sheet").evaluateAll((sheets) =>
		sheets.flatMap((sheet) => {
			const box = sheet.getBoundingClientRect();
			const isCut = ["clip", "hidden"].includes(getComputedStyle(sheet).overflowX);
			const strays = [...sheet.querySelectorAll("*")].filter((element) =>
				["fixed", "sticky"].includes(getComputedStyle(element).position),
			);
			const isTooWide = box.width > document.documentElement.clientWidth;
			return [
				...(isCut ? [] : ["a sheet does not cut what leaves it"]),
				...(isTooWide ? ["a sheet is wider than the page"] : []),
				...strays.map((element) => element.outerHTML.slice(0, 200)),
			];
		}),
	);

test("hostile replies do no harm, in the battle and in its replay", async ({ page, scripted }) => {
	const seen = watch(page, scripted.address);
	const battle = new BattlePage(page, scripted.address);
	await battle.begin(ask("hostile"));
	for (const side of ["left", "right"] as const) {
		const text = battle.text(side, 1);
		await expect(text.getByText("The end of the attacks.")).toBeVisible();
		await expect(text.getByText("<script>alert(1)</script>").first()).toBeAttached();
		await expect(text.locator("script, style, iframe, form, img, object, embed, base")).toHaveCount(
			0,
		);
		await expect(
			text.locator("a:not([href^='http'], [href^='mailto'], [href^='#user-content-'])"),
		).toHaveCount(0);
		await expect(text.locator("h1, h2, h3")).toHaveCount(0);
	}
	expect(await overflowOf(page)).toEqual([]);
	expect(await escapesOf(page)).toEqual([]);
	// Nothing lies over the page's own controls: these clicks arrive.
	await battle.vote("Both bad");
	await battle.reveal.getByRole("link", { name: "See every call behind this" }).click();
	await expect(page.getByText("The end of the attacks.")).toHaveCount(2);
	await expect(
		page.locator(".sheet").locator("script, style, iframe, form, img, object"),
	).toHaveCount(0);
	expect(await overflowOf(page)).toEqual([]);
	expect(await escapesOf(page)).toEqual([]);
	// An event that comes late, as from a focus or an animation, would have come by now.
	await until("the page has painted again", () =>
		page.evaluate(() => new Promise<boolean>((done) => requestAnimationFrame(() => done(true)))),
	);
	expect(seen).toEqual({ dialogs: [], outside: [] });
});
