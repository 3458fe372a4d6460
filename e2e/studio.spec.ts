import { expect, type Page } from "@playwright/test";
import { ArenaProcess } from "./fixtures/arena-process.ts";
import { signInAsOperator } from "./fixtures/operator.ts";
import { test as base } from "./fixtures/scripted-arena.ts";
import { until } from "./fixtures/until.ts";
import { expectAccessible } from "./pages/axe.ts";

/** `house`: an arena with the house's own models and players, one for each worker. */
const test = base.extend<object, { house: ArenaProcess }>({
	house: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern.
		async ({}, use) => {
			const arena = new ArenaProcess();
			try {
				await arena.start();
				await use(arena);
				await arena.stop();
			} finally {
				await arena.remove();
			}
		},
		{ scope: "worker", timeout: 240_000 },
	],
});

test.describe.configure({ timeout: 180_000 });

/** Fills in the form for two players in one suite and goes to the preview. */
async function chooseRun(page: Page, address: string, name: string, seeds: string): Promise<void> {
	await page.goto(`${address}/studio/new`);
	await page.getByLabel("Name", { exact: true }).fill(name);
	await page.getByRole("checkbox", { name: /Kuhn match/ }).check();
	await page.getByRole("checkbox", { name: /House Player 0\.0/ }).check();
	await page.getByRole("checkbox", { name: /House Player 0\.7/ }).check();
	await page.getByLabel("Scenarios of each suite").fill(seeds);
	await page.getByRole("button", { name: "Preview the run" }).click();
	await expect(page.getByRole("heading", { name: "What it will take" })).toBeVisible();
}

const launch = (page: Page) => page.getByRole("button", { name: "Launch the run" }).click();

test("a run from the form to a conversation, its continuation and a comparison", async ({
	page,
	house,
}) => {
	const { address } = house;
	await page.goto(`${address}/studio`);
	await expect(page.getByRole("heading", { name: "The studio is for researchers" })).toBeVisible();
	await expect(page.getByRole("link", { name: "Studio", exact: true })).toHaveCount(0);
	await signInAsOperator(page, house);
	await page.getByRole("link", { name: "Studio", exact: true }).click();
	await expect(page.getByRole("heading", { name: "Runs", exact: true })).toBeVisible();

	await chooseRun(page, address, "From the form", "3");
	const plan = page.getByRole("table", { name: "Plan by suite, control and model" });
	await expect(plan.getByRole("row")).toHaveCount(3);
	await expect(page.getByLabel("The run's file")).toHaveValue(/name: From the form[\s\S]*count: 3/);
	await launch(page);
	await expect(page.getByText("The run is launched.")).toBeVisible();

	// The page follows by itself to the end, tables included.
	await expect(page.getByText("6 of 6 conversations are over")).toBeVisible({ timeout: 60_000 });
	const scores = page.getByRole("table", { name: /Kuhn match: .* by model/ });
	await expect(scores.getByRole("row")).toHaveCount(3);
	await expect(page.getByRole("heading", { name: "Judged by programs" })).toBeVisible();
	await expect(page.getByRole("status").getByText("finished")).toBeVisible();
	const runPage = new URL(page.url()).pathname;
	await expectAccessible(page, "a run's page");

	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto(`${address}${runPage}?model=house-player-70`);
	const list = page.getByRole("table", { name: "Conversations of this run" });
	await expect(list.getByRole("row")).toHaveCount(4);
	await list.getByRole("link").first().click();
	await expect(page.getByRole("heading", { name: "Kuhn match · house-player-70" })).toBeVisible();
	await expect(page.getByText("Shown to player only").first()).toBeVisible();
	await page.getByRole("link", { name: /^Side by side.*house-player-00/ }).click();
	await expect(page.getByRole("heading", { name: "Side by side" })).toBeVisible();
	await expectAccessible(page, "two conversations side by side");
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.getByRole("link", { name: "This one alone" }).click();
	await expect(page.getByRole("heading", { name: "Kuhn match · house-player-70" })).toBeVisible();
	const parent = page.url();

	await page
		.getByRole("link", { name: /Continue from here with another model/ })
		.first()
		.click();
	await page.getByLabel("Who goes on").selectOption("house-player-30");
	await page.getByRole("button", { name: "Continue" }).click();
	await expect(page.getByRole("heading", { name: "Kuhn match · house-player-30" })).toBeVisible();
	await expect(page.getByText("From here on, this conversation goes its own way.")).toBeVisible();
	await expect(page.getByText(/^End: /)).toBeVisible({ timeout: 60_000 });

	// Nobody paired it with what it came from; by hand it is a battle.
	await page.getByText("Hold it beside another").click();
	await page.getByLabel("Address or code of another conversation").fill(parent);
	await page.getByRole("button", { name: "Show side by side" }).click();
	await expect(page.getByText("These two are no battle")).toBeVisible();
	await expectAccessible(page, "two conversations that are no battle");
	await page.getByRole("button", { name: "Make these two a battle" }).click();
	await expect(page.getByText("Judged by programs")).toBeVisible();
	await expect(page.getByText("These two are no battle")).toHaveCount(0);

	await chooseRun(page, address, "Once more", "3");
	await launch(page);
	await expect(page.getByText("6 of 6 conversations are over")).toBeVisible({ timeout: 60_000 });
	await otherRun(page).selectOption({ label: await labelOf(page, "From the form") });
	await page.getByRole("button", { name: "Compare" }).click();
	await expect(page.getByRole("heading", { name: "Compare two runs" })).toBeVisible();
	const differences = page.getByRole("table", { name: /Kuhn match/ });
	await expect(differences.getByRole("row")).toHaveCount(3);
	// The same players on the same deals.
	await expect(differences.getByText("0 / 3 / 0")).toHaveCount(2);
	await expectAccessible(page, "a comparison");
});

const otherRun = (page: Page) => page.getByRole("combobox", { name: "Other run" });

async function labelOf(page: Page, name: string): Promise<string> {
	const option = otherRun(page).locator("option", { hasText: name }).first();
	return (await option.textContent()) ?? "";
}

test("a file that is wrong is shown with its lines, and mended by hand", async ({
	page,
	house,
}) => {
	await signInAsOperator(page, house);
	await page.goto(`${house.address}/studio/new/check?yaml=`);
	const file = page.getByLabel("The run's file");
	await file.fill("version: 1\nsuites:\n  - kuhn-macht\nmodels:\n  - house-player-00\n");
	await page.getByRole("button", { name: "Check again" }).click();
	const problems = page.getByRole("alert").filter({ hasText: "problem" });
	await expect(problems).toContainText("Line 3, column 5");
	await expect(problems).toContainText("did you mean kuhn-match?");
	await expect(page.getByRole("button", { name: "Launch the run" })).toBeDisabled();
	await expectAccessible(page, "a run's file with problems");
	await page.setViewportSize({ width: 1280, height: 800 });
	await file.fill((await file.inputValue()).replace("macht", "match"));
	await page.getByLabel("Dry run").check();
	await page.getByRole("button", { name: "Check again" }).click();
	await expect(problems).toHaveCount(0);
	await expect(page.getByLabel("Dry run")).toBeChecked();
	await launch(page);
	await expect(page.getByText("3 of 3 conversations are over")).toBeVisible({ timeout: 60_000 });
});

test("a run is paused, resumed and cancelled", async ({ page, house }) => {
	await signInAsOperator(page, house);
	// As many conversations as no worker plays while the buttons are pressed.
	await chooseRun(page, house.address, "To be cancelled", "400");
	await launch(page);
	await page.getByRole("button", { name: "Pause" }).click();
	await expect(page.getByText("The run is paused")).toBeVisible();
	await page.getByRole("button", { name: "Resume" }).click();
	await expect(page.getByText("The run goes on.")).toBeVisible();
	await page.getByRole("button", { name: "Cancel the run" }).click();
	await expect(page.getByText("The run is cancelled.")).toBeVisible();
	await expect(page.getByRole("status").getByText("cancelled").first()).toBeVisible();
	await expect(page.getByRole("button", { name: "Cancel the run" })).toHaveCount(0);
});

test("a person takes a seat, speaks, and is told when another tab was quicker", async ({
	page,
	context,
	house,
}) => {
	await signInAsOperator(page, house);
	await page.goto(`${house.address}/studio/play`);
	await page.getByRole("link", { name: "Fair price" }).click();
	await page.getByRole("radio", { name: "counterpart" }).check();
	await page.getByLabel("Model in the seat negotiator").selectOption("house-player-00");
	await page.getByLabel("Scenario's seed").fill("3");
	await expectAccessible(page, "choosing a seat");
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.getByRole("button", { name: "Begin" }).click();
	await expect(page.getByRole("heading", { name: "You are counterpart" })).toBeVisible();
	const message = page.getByLabel("Your message");
	await expect(message).toBeVisible({ timeout: 60_000 });
	await expectAccessible(page, "a person's seat");
	await page.setViewportSize({ width: 1280, height: 800 });

	const other = await context.newPage();
	await other.goto(page.url());
	await message.fill("Good day. What would you say to a fair offer?");
	await page.getByRole("button", { name: "Send" }).click();
	await expect(page.getByText("The others are at work").or(message)).toBeVisible();
	await other.getByLabel("Your message").fill("Said in another tab");
	await other.getByRole("button", { name: "Send" }).click();
	await expect(other.getByText("The conversation has moved on")).toBeVisible();
	await other.close();

	await page.goto(page.url());
	const stop = page.getByRole("button", { name: "End the conversation" });
	await expect(stop.or(page.getByText(/^End: /))).toBeVisible({ timeout: 60_000 });
	if (await stop.isVisible()) await stop.click();
	await expect(page.getByText(/^End: /)).toBeVisible({ timeout: 60_000 });
	await expect(
		page.getByText("Good day. What would you say to a fair offer?").first(),
	).toBeVisible();
	await expect(page.getByText("Said in another tab")).toHaveCount(0);
	await expectAccessible(page, "a conversation with a person in it");
});

test("without script the form, the preview, the launch and the seat work", async ({
	browser,
	house,
	page,
}) => {
	await signInAsOperator(page, house);
	const plain = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await page.context().storageState(),
	});
	const still = await plain.newPage();
	await chooseRun(still, house.address, "Without script", "2");
	await launch(still);
	await expect(still.getByRole("heading", { name: "Without script" })).toBeVisible();
	await until("the run is played", async () => {
		await still.reload();
		return (await still.getByText("4 of 4 conversations are over").count()) === 1;
	});
	await still.goto(`${house.address}/studio/play?suite=kuhn-match`);
	await still.getByRole("radio", { name: /^player/ }).check();
	await still.getByRole("button", { name: "Begin" }).click();
	await until("the person is asked", async () => {
		await still.reload();
		return (await still.getByLabel("Your message").count()) === 1;
	});
	await still.getByLabel("Your message").fill("BET");
	await still.getByRole("button", { name: "Send" }).click();
	await expect(still.getByRole("heading", { name: "You are player" })).toBeVisible();
	await plain.close();
});

test("the studio's pages keep WCAG 2.2 AA", async ({ page, house }) => {
	for (const path of ["/studio", "/studio/new"]) {
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.goto(`${house.address}${path}`);
		await expectAccessible(page, `${path}, for strangers`);
	}
	await signInAsOperator(page, house);
	for (const path of [
		"/studio",
		"/studio/new",
		"/studio/play",
		"/studio/compare",
		"/studio/new/check?suite=kuhn-match&model=house-players",
	]) {
		await page.setViewportSize({ width: 1280, height: 800 });
		expect((await page.goto(`${house.address}${path}`))?.status(), path).toBe(200);
		for (const fold of await page.locator("main summary").all()) await fold.click();
		await expectAccessible(page, path);
	}
});
