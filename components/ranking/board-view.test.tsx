import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { StoredCriticism } from "#lib/ranking/criticism-record.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import {
	cellOf,
	criticismOf,
	manyCells,
	SNAPSHOT_ID,
	snapshotOf,
	tableModel,
} from "./board.fixture.ts";
import { BoardView } from "./board-view.tsx";
import type { Shown } from "./shown-models.ts";

const models = new Map([
	tableModel("Lark", { kind: "program", openWeights: true, licence: "MIT" }),
	tableModel("Wren", { speed: { firstTokenMs: 1250, tokensPerSecond: 61.4, failureShare: 0.025 } }),
	tableModel("Kite", { priceInputUsd: 0.25, priceOutputUsd: 1.25, state: "retired" }),
	tableModel("Owl"),
	tableModel("Rook", { isDrawn: false }),
]);
const usual = [cellOf("lark", "wren", 30, 20), cellOf("wren", "kite", 5, 9)];
const stored = (changes: Partial<StoredCriticism> = {}): StoredCriticism => ({
	snapshotId: SNAPSHOT_ID,
	at: "2026-11-24T04:00:00.000Z",
	durationMs: 12,
	criticism: criticismOf(),
	...changes,
});

function render(
	snapshot: Snapshot,
	changes: Partial<Shown> & { stored?: StoredCriticism | null } = {},
): string {
	const { stored = null, ...shown } = changes;
	const html = renderToStaticMarkup(
		<BoardView
			snapshot={snapshot}
			stored={stored}
			models={models}
			history={[]}
			shown={{ isOpenOnly: false, withRetired: false, ...shown }}
			locale="en"
			nowMs={Date.parse("2026-11-24T05:03:00Z")}
		/>,
	);
	expect(html).not.toMatch(/NaN|Infinity|undefined|\[object|(leaderboard|criticism)\.[a-z]/);
	return html;
}

describe("a leaderboard", () => {
	test("says what a reader must know: programs, age, who waits, what cannot be told apart", () => {
		const leftOut = { leak: 3, withdrawn: 1 };
		const counts = { total: 90, used: 80, leftOut, byLanguage: {}, byCategory: {} };
		const html = render(snapshotOf(usual, { counts }));
		expect(html).toContain("program");
		expect(html).toContain("3 minutes ago");
		expect(html).toContain("Waiting for votes: Owl.");
		expect(render(snapshotOf(usual, { query: { origin: "simulated" } }))).toContain("Owl and Rook");
		expect(html).toContain("cannot be told apart");
		expect(html).toContain("4 votes are kept but left out");
		expect(html).toContain("3 were cast after a reply gave its model away");
		expect(html).toContain(`/leaderboard/snapshots/${SNAPSHOT_ID}`);
		expect(html).toContain("1.3 s");
	});

	test("labels simulated voters, and judgements that are no votes, as what they are", () => {
		expect(render(snapshotOf(usual, { query: { origin: "simulated" } }))).toContain(
			"say nothing about people",
		);
		expect(render(snapshotOf(usual))).not.toContain("say nothing about people");
		expect(render(snapshotOf(usual, { query: { kind: "verdict" } }))).toContain(
			"language models judged, not people",
		);
	});

	test("can be narrowed to open weights without changing ranks", () => {
		const html = render(snapshotOf(usual), { isOpenOnly: true });
		expect(html).toContain("Lark");
		expect(html).not.toContain('href="/models/wren"');
	});

	test("hides retired models, says so, and keeps their places", () => {
		const snapshot = snapshotOf(usual);
		const hidden = render(snapshot);
		expect(hidden).not.toContain('href="/models/kite"');
		expect(hidden).toContain("1 retired model is hidden; places count it.");
		expect(hidden).toContain('href="/leaderboard?retired=1"');
		const shown = render(snapshot, { withRetired: true });
		expect(shown).toContain('href="/models/kite"');
		expect(shown).toContain(
			"intervals.svg?snapshot=01926f3a-7c1e-7b2a-9d4f-5e6a7b8c9d0e&amp;retired=1",
		);
		// Kite is first; without it nobody else is.
		expect(snapshot.rows[0]?.model).toBe("kite");
	});

	test("leads to the same board with and without style control", () => {
		const off = render(snapshotOf(usual, { query: { category: "code" } }));
		expect(off).toContain('href="/leaderboard?category=code&amp;style=on"');
		const coefficient = { standardError: 0.02, lower: 0.06, upper: 0.14 };
		const on = render(
			snapshotOf(usual, {
				query: { category: "code", style: "on" },
				parameters: { style: { features: [], transform: "fastchat", penalty: 0 } },
				coefficients: [
					{ name: "characters", estimate: 0.1, ...coefficient },
					{ name: "bold", estimate: -0.01, standardError: 0.02, lower: -0.05, upper: 0.03 },
					{ name: "lists", estimate: null, lower: null, upper: null, standardError: null },
				],
			}),
		);
		expect(on).toContain('href="/leaderboard?category=code"');
		expect(on).toContain("alike in length, lists, and bold words");
		// 0.1 log-odds are 17.4 points.
		expect(on).toContain("Length: one standard deviation more is worth +17 points (+10 to +24).");
		expect(on).toContain("more of it is preferred");
		expect(on).toContain("no clear effect");
		expect(on).toContain(`/api/leaderboard/tables/style.csv?snapshot=${SNAPSHOT_ID}`);
		expect(render(snapshotOf(usual, { query: { style: "on" } }))).toContain("plain scores");
	});

	test("says how errors were grouped", () => {
		const parameters = { cluster: "voter" };
		expect(render(snapshotOf(usual, { parameters, clusters: 31 }))).toContain("(31 voters)");
		expect(render(snapshotOf(usual))).toContain("fewer than 5 voters");
	});

	test("says of each score how far it is ahead of the next", () => {
		const html = render(snapshotOf([cellOf("lark", "wren", 60, 20), cellOf("wren", "owl", 9, 8)]));
		expect(html).toMatch(
			/\d+ points ahead of Wren, the next \(\+\d+ to \+\d+\); better with a chance of &gt;\u202f99%/,
		);
		expect(html).toMatch(/cannot be told apart from Owl, the next/);
	});
});

describe("its checks", () => {
	const html = render(snapshotOf(usual), { stored: stored(), withRetired: true });

	test("say how little would change the top, and which places are possible", () => {
		expect(html).toContain("About 6 votes (7.5%) taken away would put Wren before Lark.");
		expect(html).toContain("the difference goes from +70.2 to -3.4 points");
		expect(html).toContain("up to 9 voters (90%) were tried");
		expect(html).toContain("Wren: place 1 to 3. Best with a chance of &lt;\u202f1%");
		expect(html).not.toContain("not checked yet");
	});

	test("say which pairs, circles and voters the ratings do not explain", () => {
		expect(html).toContain(
			"Wren was preferred to Kite in 41% of 17 votes, where the ratings expect 62%.",
		);
		expect(html).toContain("They do not explain this pair.");
		expect(html).toContain("Overdispersion φ is 1.53: pairs scatter more than");
		expect(html).toContain("Lark beats Wren, Wren beats Kite, and Kite beats Lark.");
		expect(html).toContain("12% of the preferences run in circles");
		expect(html).toContain("2 of 14 voters with enough votes voted otherwise than everybody else");
		expect(html).toContain("A different taste is enough");
		expect(html).toContain("The test is 5 % for each voter");
		expect(html).toContain("18 points, of Wren");
	});

	test("say how well votes are predicted, and by which way of counting ties", () => {
		expect(html).toContain("Expected 52%, observed 55% (40% to 70%) in 40 votes.");
		expect(html).toContain("differ by 2.5%");
		expect(html).toContain("predicts better");
		expect(html).toContain("-0.0139 to -0.0061");
	});

	test("of earlier numbers, or missing ones, are said to be so", () => {
		const plain = "scores without style control, from the same votes";
		const styled = snapshotOf(usual, { query: { style: "on" } });
		expect(render(styled, { stored: stored() }).split(plain)).toHaveLength(3);
		expect(html).not.toContain(plain);
		const older = stored({ snapshotId: "01926f3a-0000-7b2a-9d4f-5e6a7b8c9d0e" });
		expect(render(snapshotOf(usual), { stored: older })).toContain(
			"made on the numbers of Nov 24, 2026, 4:00 AM UTC",
		);
		const unchecked = render(snapshotOf(usual));
		expect(unchecked).toContain("not checked yet");
		expect(unchecked).not.toContain("Does the model fit?");
		expect(render(snapshotOf(usual, { id: null }))).toContain("no checks of its own");
	});

	test("that found nothing say so", () => {
		const criticism = criticismOf({
			robustness: { votes: null, voters: null },
			residuals: { pairs: [], count: 2, flagged: 0, phi: 0.9, falseDiscoveryRate: 0.05 },
			cycles: {
				triples: 0,
				apparent: 0,
				surviving: [],
				errorRate: 0.05,
				cyclicShare: null,
				cyclicShareBeyondChance: null,
			},
			calibration: null,
			tieModels: [],
			outlierVoters: { voters: 0, outliers: 0, votes: 0 },
			largestInfluence: [],
			places: [],
		});
		const empty = render(snapshotOf(usual), { stored: stored({ criticism }) });
		expect(empty).toContain("None of 2 pairs deviates");
		expect(empty).toContain("there can be no circle yet");
		expect(empty).toContain("too few votes to hold some back");
		expect(empty).toContain("No voter has enough votes yet");
		expect(empty).not.toContain("What would change the top");
	});
});

describe("a leaderboard stands", () => {
	test.each([
		["no votes", []],
		["one vote", [{ ...cellOf("lark", "wren", 1, 0), ties: 0, bothBad: 0, battles: 1 }]],
		["only ties", [cellOf("lark", "wren", 0, 0)]],
		["two islands", [cellOf("lark", "wren", 3, 2), cellOf("kite", "owl", 3, 2)]],
		["twelve models", manyCells(12)],
	])("with %s", (_, cells) => {
		for (const each of [null, stored()])
			expect(render(snapshotOf(cells), { stored: each })).toContain("Where the numbers come from");
	});

	test("without the covariance of an old snapshot", () => {
		const html = render(snapshotOf(usual, { covariance: null, multipliers: [] }), {
			stored: stored(),
		});
		expect(html).toContain("published before differences were kept");
		expect(html).not.toContain("the next");
	});

	test("with 200 models, in a page that stays light", () => {
		const html = render(snapshotOf(manyCells(200)));
		expect(html).toContain("overlapping groups of neighbours");
		expect(html).toContain("The drawing shows the first 12 models");
		expect(html.length).toBeLessThan(1_500_000);
	});
});
