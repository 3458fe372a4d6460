import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./fixtures/scripted-arena.ts";
import { ask, scriptedMaker, scriptedModels } from "./fixtures/scripted-provider.ts";
import { BattlePage } from "./pages/battle-page.ts";

const names = scriptedModels.map(({ name }) => name);
const identity = new RegExp([...names, scriptedMaker, "quartz", "basalt"].join("|"), "i");

test("a blind battle by mouse, from the first word to the next battle", async ({
	page,
	context,
	browser,
	scripted,
}) => {
	await context.grantPermissions(["clipboard-read", "clipboard-write"], {
		origin: scripted.address,
	});
	const battle = new BattlePage(page, scripted.address);
	await battle.open();
	await battle.send(ask("slow"));
	await expect(battle.status).toHaveText("Both answering");
	await expect(battle.text("left", 1)).toContainText("word3");
	await expect(battle.choice("Tie")).toBeDisabled();
	await battle.finished();

	await battle.send(ask("markdown"));
	await expect(battle.turn(2)).toBeVisible();
	await battle.finished();
	for (const side of ["left", "right"] as const) {
		const text = battle.text(side, 2);
		await expect(text.getByRole("heading", { name: "A plan", level: 4 })).toBeVisible();
		await expect(text.locator("strong")).toHaveText("bold");
		await expect(text.getByRole("cell", { name: "Boil" })).toBeVisible();
		await expect(text.getByRole("checkbox")).toHaveCount(2);
		await expect(text.locator("pre")).toContainText("const answer = 42;");
	}
	expect(await page.content()).not.toMatch(identity);

	await battle.choice("A is better").click();
	await expect(page.getByText(/^Names in \d+$/)).toBeVisible();
	await battle.button("Undo").click();
	await expect(battle.choice("A is better")).toBeEnabled();
	const id = await battle.id();
	const stored = async () =>
		(await page.request.get(`${scripted.address}/api/battles/${id}`)).json();
	expect(await stored()).toMatchObject({ state: "open", votes: [], reveal: null });

	await battle.choice("B is better").click();
	await page.getByText("Say why (optional)").click();
	await page
		.getByRole("group", { name: "About B" })
		.getByRole("button", { name: "clearer" })
		.click();
	await page
		.getByRole("group", { name: "About A" })
		.getByRole("button", { name: "off topic" })
		.click();
	await page.getByLabel("A word to the researchers").fill("B had the better table.");
	await expect(page.getByText("Take your time")).toBeVisible();
	await battle.button("Send my vote").click();

	await expect(battle.reveal).toBeVisible();
	await expect(battle.reveal.getByRole("heading", { name: "Who they were" })).toBeFocused();
	const [left, right] = [
		battle.reveal.getByRole("article").first(),
		battle.reveal.getByRole("article").last(),
	];
	const shown = await Promise.all(
		[left, right].map((card) => card.getByRole("heading").textContent()),
	);
	expect(shown.toSorted()).toEqual(names.toSorted());
	await expect(right.getByText("your choice")).toBeVisible();
	await expect(left.getByText("your choice")).toHaveCount(0);
	for (const card of [left, right]) {
		await expect(card).toContainText(`by ${scriptedMaker}`);
		await expect(card).toContainText(/Price of this conversation\s*\$0\.00\d+/);
		await expect(card).toContainText(/first words after .+, .+ tokens a second/);
	}
	await expect(battle.reveal.getByText("Your vote counts for the leaderboard.")).toBeVisible();
	expect(await stored()).toMatchObject({
		state: "decided",
		votes: [{ scope: "battle", comment: "B had the better table." }],
	});

	const replayPath = await battle.reveal
		.getByRole("link", { name: "See every call behind this" })
		.getAttribute("href");
	expect(replayPath).toMatch(/^\/r\/.+/);
	const stranger = await (await browser.newContext()).newPage();
	expect((await stranger.goto(`${scripted.address}${replayPath}`))?.status()).toBe(404);
	await battle.button("Share this conversation").click();
	await expect(battle.reveal.getByText("The link is copied.")).toBeVisible();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	expect(link).toBe(`${scripted.address}${replayPath}`);
	await stranger.goto(link);
	await expect(stranger.getByText("B had the better table.")).toBeVisible();
	await expect(stranger.getByText("About B: clearer")).toBeVisible();
	await expect(stranger.getByRole("heading", { name: "A plan" })).toHaveCount(2);
	await stranger
		.getByText(/^One call: /)
		.first()
		.click();
	await expect(stranger.getByText("Finish reason").first()).toBeVisible();
	await stranger.context().close();

	const receipt = await battle.receipt();
	await page.goto(`${scripted.address}/receipts/${receipt}`);
	await expect(page.getByText("It counts.")).toBeVisible();
	await page.goto(`${scripted.address}/b/${id}`);
	await battle.reveal.getByRole("link", { name: "New battle" }).click();
	await expect(page).toHaveURL(`${scripted.address}/`);
	await expect(
		page.getByRole("heading", { name: "Two strangers answer. You decide." }),
	).toBeVisible();
	await expect(battle.votes).toHaveCount(0);
});

/** Presses Tab until something has the focus: whoever has only keys goes this way. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let presses = 0; presses < 80; presses += 1) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press("Tab");
	}
	await expect(target).toBeFocused();
}

test("a battle by keyboard alone", async ({ page }) => {
	const battle = new BattlePage(page);
	await battle.open();
	await page.keyboard.press("Tab");
	await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
	await page.keyboard.press("Enter");
	await tabTo(page, battle.button("Write a shopping list for onion soup as JSON."));
	await page.keyboard.press("Enter");
	await expect(battle.message).toBeFocused();
	await page.keyboard.press("End");
	await page.keyboard.press("Shift+Enter");
	await page.keyboard.type("Five entries.");
	await expect(battle.message).toHaveValue(/JSON\.\nFive entries\.$/);
	await page.keyboard.press("Enter");
	await battle.finished();
	await tabTo(page, battle.message);
	await page.keyboard.type("Now as a table.");
	await page.keyboard.press("Enter");
	await expect(battle.turn(2)).toContainText("Now as a table.");
	await battle.finished();

	await page.keyboard.press("Alt+Digit2");
	await expect(page.getByRole("group", { name: "You chose: B is better" })).toBeFocused();
	await tabTo(page, battle.button("Undo"));
	await page.keyboard.press("Enter");
	await tabTo(page, battle.choice("A is better"));
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await expect(battle.choice("Tie")).toBeFocused();
	await page.keyboard.press("Enter");
	// Nothing more is pressed: the vote goes out by itself when the time to undo is over.
	await expect(battle.reveal.getByRole("heading", { name: "Who they were" })).toBeFocused({
		timeout: 15_000,
	});
	await expect(battle.reveal.getByText("small program, not a language model")).toHaveCount(2);
	await tabTo(page, battle.reveal.getByRole("link", { name: "New battle" }));
	await page.keyboard.press("Enter");
	await expect(
		page.getByRole("heading", { name: "Two strangers answer. You decide." }),
	).toBeVisible();
});

test("two chosen models side by side, which does not count", async ({ page }) => {
	const battle = new BattlePage(page);
	await battle.open();
	await page.getByText("Choose the two models yourself").click();
	await page.getByLabel("First model").selectOption("House Librarian");
	await page.getByLabel("Second model").selectOption("House Scribe");
	await battle.send("Write a list of three fruits.");
	await battle.finished();
	const heads = page.locator(".heads");
	await expect(heads.getByText("House Librarian").last()).toBeVisible();
	await expect(heads.getByText("House Scribe").last()).toBeVisible();
	await battle.vote("Both bad");
	await expect(battle.reveal.getByText("Your vote is kept, but left out")).toBeVisible();
	await expect(battle.reveal.getByText("you knew both names from the start")).toBeVisible();
});

test("one side is stopped, then both", async ({ page, scripted }) => {
	const battle = new BattlePage(page, scripted.address);
	await battle.open();
	await battle.send(ask("endless"));
	await expect(battle.text("left", 1)).toContainText("word3");
	await battle.button("Stop A").click();
	await expect(battle.reply("left", 1)).toContainText("You stopped this reply.");
	const kept = await battle.text("left", 1).textContent();
	const seen = (await battle.text("right", 1).textContent()) ?? "";
	await expect
		.poll(async () => (await battle.text("right", 1).textContent())?.length)
		.toBeGreaterThan(seen.length + 20);
	await expect(battle.text("left", 1)).toHaveText(kept ?? "");
	await expect(battle.choice("Tie")).toBeDisabled();

	await page.keyboard.press("Escape");
	await expect(battle.reply("right", 1)).toContainText("You stopped this reply.");
	await battle.finished();

	await battle.send(ask("endless"));
	await expect(battle.text("left", 2)).toContainText("word3");
	await battle.button("Stop both").click();
	await expect(battle.turn(2).getByText("You stopped this reply.")).toHaveCount(2);
	await battle.vote("Tie");
	await expect(battle.reveal.getByText("Your vote counts for the leaderboard.")).toBeVisible();
});
