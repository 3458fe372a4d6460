import type { Page } from "@playwright/test";

/** What stands out of the page sideways, by its markup; empty when nobody has to scroll that way. */
export function overflowOf(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= width) return [];
		const wide = [...document.body.querySelectorAll("*")].filter(
			(element) => element.getBoundingClientRect().right > width + 0.5,
		);
		return [
			`the page is ${document.documentElement.scrollWidth} wide in ${width}`,
			...wide.slice(0, 10).map((element) => element.outerHTML.slice(0, 160)),
		];
	});
}
