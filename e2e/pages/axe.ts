import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { overflowOf } from "./overflow.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Desktop, and a small phone. */
const WIDTHS = [1280, 360];
/** At this width a page of 1280 stands at 400 %: it must still need no sideways scrolling. */
const REFLOW_WIDTH = 320;

async function faultsOf(page: Page, only: { tags: string[] } | { rules: string[] }) {
	// Legacy mode: no second page for frames, of which there are none. Passes are not spelled out.
	const axe = new AxeBuilder({ page }).setLegacyMode().options({
		runOnly:
			"tags" in only ? { type: "tag", values: only.tags } : { type: "rule", values: only.rules },
		resultTypes: ["violations"],
	});
	const { violations } = await axe.analyze();
	return violations.flatMap(({ id, nodes }) =>
		nodes.map((node) => `${id} at ${node.target.join(" ")}: ${node.failureSummary}`),
	);
}

/**
 * Lets nothing lie over anything else: what a sticky bar covers now is free after a scroll. And lays out what is far
 * out of sight, whose colours a browser otherwise leaves as they were when the theme changes.
 */
const unstick = (page: Page) =>
	page.evaluate(() => {
		for (const bar of document.querySelectorAll<HTMLElement>(".heads, .dock"))
			bar.style.position = "static";
		for (const far of document.querySelectorAll<HTMLElement>(
			".replay-turn, .episode-turn, .event-row",
		))
			far.style.contentVisibility = "visible";
	});

/**
 * Expects a page, as it now stands, to keep WCAG 2.2 AA as far as axe can tell, at both widths and in
 * both themes, and to reflow. Colours are all that the dark theme changes, so only they are looked
 * at twice.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
	await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: 800 });
		await unstick(page);
		const faults = await faultsOf(page, { tags: TAGS });
		expect(faults, `${what}, ${width} wide, light`).toEqual([]);
		await page.emulateMedia({ colorScheme: "dark" });
		const darkFaults = await faultsOf(page, { rules: ["color-contrast"] });
		expect(darkFaults, `${what}, ${width} wide, dark`).toEqual([]);
		await page.emulateMedia({ colorScheme: "light" });
	}
	await page.setViewportSize({ width: REFLOW_WIDTH, height: 800 });
	expect(await overflowOf(page), `${what}, ${REFLOW_WIDTH} wide`).toEqual([]);
}
