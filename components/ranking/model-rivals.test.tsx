import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { StoredCriticism } from "#lib/ranking/criticism-record.ts";
import { cellOf, criticismOf, manyCells, SNAPSHOT_ID, snapshotOf } from "./board.fixture.ts";
import { FlaggedSection, RivalSection } from "./model-rivals.tsx";
import { StandingSection } from "./model-sections.tsx";

const cells = [cellOf("lark", "wren", 60, 20), cellOf("wren", "kite", 9, 8)];
const snapshot = snapshotOf(cells);
const shared = {
	slug: "wren",
	nameOf: (slug: string) => slug.toUpperCase(),
	locale: "en",
} as const;
const stored = (snapshotId = SNAPSHOT_ID): StoredCriticism => ({
	snapshotId,
	at: "2026-11-24T04:00:00.000Z",
	durationMs: 1,
	criticism: criticismOf(),
});
const standing = (changes: Partial<Parameters<typeof StandingSection>[0]>) =>
	renderToStaticMarkup(
		<StandingSection
			{...shared}
			snapshot={snapshot}
			href="/leaderboard"
			styled={null}
			stored={null}
			{...changes}
		/>,
	);

test("a model is set against every other it can be compared with", () => {
	const html = renderToStaticMarkup(<RivalSection {...shared} snapshot={snapshot} />);
	expect(html).toMatch(/LARK<\/th><td[^>]*>-\d+<\/td><td[^>]*>-\d+ to -\d+</);
	expect(html).toMatch(/KITE<\/th>.*cannot be told apart/);
	expect(html).toContain(`rivals.svg?snapshot=${SNAPSHOT_ID}&amp;retired=1&amp;model=wren`);
	expect(html).toContain(`differences.csv?snapshot=${SNAPSHOT_ID}&amp;model=wren`);
	expect(html).not.toMatch(/NaN|undefined/);
});

test("nothing is set against a model without a covariance, a vote or an opponent", () => {
	for (const each of [{ ...snapshot, covariance: null }, snapshotOf([]), snapshotOf(manyCells(5))])
		expect(renderToStaticMarkup(<RivalSection {...shared} snapshot={each} />)).toBe("");
});

test("pairs that the ratings do not explain stand on the pages of both models, and nowhere else", () => {
	const flagged = (slug: string) =>
		renderToStaticMarkup(<FlaggedSection {...shared} slug={slug} stored={stored()} />);
	expect(flagged("wren")).toContain("WREN was preferred to KITE in 41% of 17 votes");
	expect(flagged("kite")).toContain("WREN was preferred to KITE");
	expect(flagged("lark")).toBe("");
});

test("a model's standing has its possible places and, where it is kept, its score with style control", () => {
	const plain = standing({});
	expect(plain).not.toContain("All models taken at once");
	expect(plain).not.toContain("style control");
	const full = standing({
		stored: stored(),
		styled: { ...snapshot, parameters: { style: { features: ["bold"] } } },
	});
	expect(full).toContain("All models taken at once, its place is 1 to 3");
	expect(full).toContain("With style control");
	expect(full).not.toContain("These checks were made on");
	// A leaderboard that was asked for with style control but could not be fitted so says nothing new.
	expect(standing({ styled: snapshot })).not.toContain("style control");
	expect(standing({ stored: stored("01926f3a-0000-7b2a-9d4f-5e6a7b8c9d0e") })).toContain(
		"These checks were made on",
	);
});
