import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { boardKey, wholeBoard } from "#lib/ranking/board-filter.ts";
import type { PairCell } from "#lib/ranking/cells.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { type JudgementCounts, type Snapshot, snapshotSchema } from "#lib/ranking/snapshot.ts";
import { drawHistory, drawIntervals, drawMatrix } from "./board-charts.ts";
import type { TableModel } from "./board-table.tsx";
import { BoardView } from "./board-view.tsx";
import { svgText } from "./charts/svg-tree.ts";

const model = (name: string, changes: Partial<TableModel> = {}): [string, TableModel] => [
	name.toLowerCase(),
	{
		name,
		maker: "Maker",
		kind: "language-model",
		licence: null,
		openWeights: false,
		priceInputUsd: null,
		priceOutputUsd: null,
		state: "active",
		speed: { firstTokenMs: null, tokensPerSecond: null, failureShare: null },
		...changes,
	},
];
const models = new Map([
	model("Lark", { kind: "program", openWeights: true, licence: "MIT" }),
	model("Wren", { speed: { firstTokenMs: 1250, tokensPerSecond: 61.4, failureShare: 0.025 } }),
	model("Kite", { priceInputUsd: 0.25, priceOutputUsd: 1.25, state: "retired" }),
	model("Owl"),
]);

function snapshotOf(
	cells: (PairCell & { battles: number })[],
	changes: { origin?: "human" | "simulated"; leftOut?: JudgementCounts["leftOut"] } = {},
): Snapshot {
	const filter = wholeBoard(changes.origin ?? "human");
	const fit = fitRatings({ cells, method: { name: "bt-half" } });
	return snapshotSchema.parse({
		...fit,
		id: "01926f3a-7c1e-7b2a-9d4f-5e6a7b8c9d0e",
		key: boardKey(filter),
		method: fit.method.name,
		methodVersion: fit.method.version,
		parameters: fit.method.parameters,
		filter,
		seed: 1,
		judgementHash: "ab".repeat(32),
		counts: { total: 90, used: 80, leftOut: changes.leftOut ?? {}, byLanguage: {}, byCategory: {} },
		pairs: cells,
		coefficients: [],
		at: "2026-11-24T05:00:00.000Z",
	});
}

const cell = (modelA: string, modelB: string, winsA: number, winsB: number) => ({
	modelA,
	modelB,
	winsA,
	winsB,
	ties: 2,
	bothBad: 1,
	battles: winsA + winsB + 3,
});
const usual = [cell("lark", "wren", 30, 20), cell("wren", "kite", 5, 9)];

const render = (snapshot: Snapshot, isOpenOnly = false) =>
	renderToStaticMarkup(
		<BoardView
			snapshot={snapshot}
			models={models}
			history={[]}
			isOpenOnly={isOpenOnly}
			locale="en"
			nowMs={Date.parse("2026-11-24T05:03:00Z")}
		/>,
	);

describe("a leaderboard", () => {
	test("says what a reader must know: programs, age, who waits, what cannot be told apart", () => {
		const html = render(snapshotOf(usual, { leftOut: { leak: 3, withdrawn: 1 } }));
		expect(html).toContain("program");
		expect(html).toContain("3 minutes ago");
		expect(html).toContain("Waiting for votes: Owl.");
		expect(html).toContain("cannot be told apart");
		expect(html).toContain("4 votes are kept but left out");
		expect(html).toContain("3 were cast after a reply gave its model away");
		expect(html).toContain("/leaderboard/snapshots/01926f3a-7c1e-7b2a-9d4f-5e6a7b8c9d0e");
		expect(html).toContain("1.3 s");
		expect(html).toContain("retired");
		expect(html).not.toMatch(/NaN|Infinity|undefined/);
	});

	test("labels simulated voters as what they are", () => {
		expect(render(snapshotOf(usual, { origin: "simulated" }))).toContain(
			"say nothing about people",
		);
		expect(render(snapshotOf(usual))).not.toContain("say nothing about people");
	});

	test("can be narrowed to open weights without changing ranks", () => {
		const html = render(snapshotOf(usual), true);
		expect(html).toContain("Lark");
		expect(html).not.toContain('href="/models/wren"');
	});

	test.each([
		["no votes", []],
		["one vote", [{ ...cell("lark", "wren", 1, 0), ties: 0, bothBad: 0, battles: 1 }]],
		["only ties", [cell("lark", "wren", 0, 0)]],
		["two islands", [cell("lark", "wren", 3, 2), cell("kite", "owl", 3, 2)]],
	])("stands with %s", (_, cells) => {
		const html = render(snapshotOf(cells));
		expect(html).not.toMatch(/NaN|Infinity|undefined/);
		expect(html).toContain("Where the numbers come from");
	});
});

describe("drawings", () => {
	const words = {
		title: 'Who & "whom" <b>',
		axis: "score",
		formatShare: String,
		formatTime: String,
	};
	const files = (snapshot: Snapshot) => [
		drawIntervals(snapshot, (slug) => `<${slug}>`, words),
		drawMatrix(snapshot, (slug) => `<${slug}>`, words),
		drawHistory(
			snapshot,
			[
				{ at: "2026-01-01T00:00:00Z", model: "lark", rating: 900 },
				{ at: "2026-01-02T00:00:00Z", model: "lark", rating: 1000 },
			],
			(slug) => `<${slug}>`,
			words,
		),
	];

	test("are files that stand alone: escaped, with colours of their own", () => {
		for (const drawing of files(snapshotOf(usual))) {
			const text = drawing === null ? "" : svgText(drawing);
			expect(text).toContain('xmlns="http://www.w3.org/2000/svg"');
			expect(text).toContain("<title>Who &amp; &quot;whom&quot; &lt;b&gt;</title>");
			expect(text).toContain("&lt;lark&gt;");
			expect(text).toContain("text-anchor=");
			expect(text).toContain("var(--accent, #5b3a67)");
			expect(text).not.toMatch(/NaN|textAnchor|<lark>/);
		}
	});

	test("are left away where there is nothing to draw", () => {
		const empty = snapshotOf([]);
		expect(drawIntervals(empty, String, words)).toBeNull();
		expect(drawMatrix(empty, String, words)).toBeNull();
		expect(
			drawHistory(
				snapshotOf(usual),
				[{ at: "2026-01-01", model: "lark", rating: 1 }],
				String,
				words,
			),
		).toBeNull();
	});
});
