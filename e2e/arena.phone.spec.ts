import { expect } from "@playwright/test";
import { test } from "./fixtures/scripted-arena.ts";
import { ask, slowText } from "./fixtures/scripted-provider.ts";
import { BattlePage } from "./pages/battle-page.ts";
import { overflowOf } from "./pages/overflow.ts";

test("a whole battle on a phone", async ({ page, scripted }) => {
	const battle = new BattlePage(page, scripted.address);
	await battle.open();
	expect(await overflowOf(page)).toEqual([]);
	await battle.message.fill(ask("slow"));
	await battle.button("Send").tap();

	const show = (letter: "A" | "B") => battle.button(`Show ${letter}`);
	await expect(battle.text("left", 1)).toContainText("word3");
	await expect(battle.reply("left", 1)).toBeInViewport();
	await expect(battle.reply("right", 1)).not.toBeInViewport({ ratio: 0.1 });
	await expect(show("A")).toHaveAttribute("aria-pressed", "true");
	const news = (letter: "A" | "B") => page.getByRole("img", { name: `${letter} has news` });
	await expect(news("B")).toBeVisible();
	await expect(news("A")).toHaveCount(0);

	await show("B").tap();
	await expect(show("B")).toHaveAttribute("aria-pressed", "true");
	await expect(battle.reply("right", 1)).toBeInViewport({ ratio: 0.5 });
	await expect(battle.reply("left", 1)).not.toBeInViewport({ ratio: 0.1 });
	await expect(news("B")).toHaveCount(0);
	await expect(news("A")).toBeVisible();
	await battle.finished();
	await expect(battle.text("right", 1)).toHaveText(slowText);
	await show("A").tap();
	await expect(battle.reply("left", 1)).toBeInViewport({ ratio: 0.5 });
	await expect(news("A")).toHaveCount(0);

	// A finger on the replies moves them too, and the control follows.
	const pair = battle.turn(1).locator(".pair");
	await pair.evaluate((element) => element.scrollTo({ left: element.scrollWidth }));
	await expect(show("B")).toHaveAttribute("aria-pressed", "true");

	await battle.message.fill(ask("markdown"));
	await battle.button("Send").tap();
	await expect(battle.turn(2)).toBeVisible();
	await battle.finished();
	await expect(battle.text("right", 2).getByRole("cell", { name: "Boil" })).toBeVisible();
	expect(await overflowOf(page)).toEqual([]);

	// Wherever one has scrolled to, the control and the vote are in reach, and large enough.
	for (const at of ["top", "bottom"] as const) {
		await page.evaluate(
			(where) => scrollTo({ top: where === "top" ? 0 : document.body.scrollHeight }),
			at,
		);
		await expect(show("A")).toBeInViewport({ ratio: 1 });
		for (const name of ["A is better", "B is better", "Tie", "Both bad"] as const) {
			await expect(battle.choice(name)).toBeInViewport({ ratio: 1 });
			const box = await battle.choice(name).boundingBox();
			expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
		}
	}
	await battle.choice("B is better").tap();
	await page.getByText("Say why (optional)").tap();
	await page.getByRole("group", { name: "About B" }).getByRole("button", { name: "clearer" }).tap();
	await expect(battle.button("Send my vote")).toBeInViewport({ ratio: 1 });
	expect(await overflowOf(page)).toEqual([]);
	await battle.button("Send my vote").tap();
	await expect(battle.reveal.getByText("your choice")).toBeVisible();
	await expect(battle.reveal.getByText("Your vote counts for the leaderboard.")).toBeVisible();
	expect(await overflowOf(page)).toEqual([]);
	await battle.reveal.getByRole("link", { name: "New battle" }).tap();
	await expect(
		page.getByRole("heading", { name: "Two strangers answer. You decide." }),
	).toBeVisible();
});
