import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "#lib/i18n/translate.ts";
import { type PlayedRow, suiteModels, suitePair } from "#lib/simulation/suite-results.ts";
import { boards } from "#lib/simulation/suites/boards/suite.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { fairPrice } from "#lib/simulation/suites/fair-price/suite.ts";
import { CorrelationNote } from "./correlation-note.tsx";
import { CostSection } from "./cost-section.tsx";
import { CurveSection } from "./curve-section.tsx";
import { driversText } from "./drivers-text.ts";
import { PairSection } from "./pair-section.tsx";
import { RepeatSection } from "./repeat-section.tsx";
import { ResultsTable } from "./results-table.tsx";
import { suiteContext } from "./suite-context.ts";
import { ControlsSection, FactsSection, ScoringSection } from "./suite-facts.tsx";
import { VoidNote } from "./void-note.tsx";

const rows: PlayedRow[] = [
	["wren", 1],
	["lark", 0.25],
].flatMap(([model, base]) =>
	[1, 2, 3, 4].flatMap((seed) =>
		["main", "restated"].flatMap((control) =>
			[0, 1].map((replicate) => ({
				id: `${model}-${seed}-${control}-${replicate}`,
				model: String(model),
				name: `Model ${model}`,
				seed,
				replicate,
				control,
				language: "en",
				metrics: {
					points: Number(base) - (control === "main" && seed % 2 === 0 ? 0.25 * replicate : 0),
					keeping: 1,
					attained: null,
					illegal: 0,
				},
			})),
		),
	),
);
const turns = new Map(
	rows.map(({ id, seed }) => [id, [1, 2, 3].map((turn) => ({ turn, value: turn > seed ? 0 : 1 }))]),
);
const attempts = new Map([["wren", { finished: 8, void: 2, reasons: { "user-left": 2 } }]]);
const models = suiteModels(boards, rows, { turns, attempts });
const context = suiteContext(boards, "en");
const render = renderToStaticMarkup;
const choice = { others: null, language: null, first: null, second: null };

test("the results name every model with what decides, its interval in words, and void attempts", () => {
	const html = render(<ResultsTable context={context} models={models} />);
	expect(html.indexOf("Model wren")).toBeLessThan(html.indexOf("Model lark"));
	expect(html).toContain("93.8%, 95\u00a0% between");
	expect(html).toContain("2 of 10");
	expect(html).toContain("not known");
	expect(render(<VoidNote context={context} models={models} />)).toContain("user-left (2)");
});

test("a control is drawn and listed with its sign test; one that nobody played is said to be so", () => {
	const html = render(<CostSection context={context} models={models} />);
	expect(html).toContain("<svg");
	expect(html).toContain("+6.3%");
	const alone = suiteModels(
		boards,
		rows.filter(({ control }) => control === "main"),
		{ turns, attempts },
	);
	const none = render(<CostSection context={context} models={alone} />);
	expect(none).toContain("No model played this control");
	expect(none).not.toContain("<svg");
});

test("the curve has a drawing and a table, and a suite without checks of turns says so", () => {
	const html = render(<CurveSection context={context} models={models} />);
	expect(html).toContain("<polyline");
	expect(html).toContain("Turn 3");
	expect(html).not.toMatch(/NaN|undefined|Infinity/);
	const flat = suiteModels(boards, rows, { turns: new Map(), attempts });
	expect(render(<CurveSection context={context} models={flat} />)).toContain("whole conversations");
});

test("only as many repetitions are columns as somebody played", () => {
	const html = render(<RepeatSection context={context} models={models} />);
	expect(html).toContain("pass^2");
	expect(html).not.toContain("pass^3");
	// All passed, which leaves the spread unknown: no interval of no width.
	expect(html).not.toContain("(0% … 0%)");
});

test("two models are told apart, or not, in what decides", () => {
	const section = (pair: ReturnType<typeof suitePair> | null, first: string | null = null) =>
		render(
			<PairSection
				context={context}
				models={models}
				pair={pair}
				choice={{ ...choice, first, second: first }}
			/>,
		);
	expect(section(suitePair(boards, rows, "lark", "wren"))).toContain(
		"Points per game, Model wren is better than Model lark by 75%",
	);
	const alike = rows.map((row) => ({
		...row,
		metrics: { ...row.metrics, points: (row.model === "wren" ? row.seed : 5 - row.seed) / 4 },
	}));
	expect(section(suitePair(boards, alike, "wren", "lark"))).toContain("cannot be told apart");
	expect(section(null, "wren")).toContain("Choose two different models.");
	expect(section(null)).not.toContain("Choose two different models.");
});

test("where less is better, the smaller number comes first", () => {
	const turned = { ...fairPrice, primary: { metric: "illegal", margin: 0 } };
	const played = rows.map((row) => ({
		...row,
		metrics: { illegal: row.model === "wren" ? 0.9 : 0.3 },
	}));
	const order = suiteModels(turned, played, { turns, attempts }).map(({ model }) => model);
	expect(fairPrice.metrics.find(({ name }) => name === "illegal")?.better).toBe("lower");
	expect(order).toEqual(["lark", "wren"]);
});

test("drivers of other seats are told by title and version, and nobody is null", () => {
	const [other] = boards.others;
	const [program] = other?.programs ?? [];
	const text = `seat:${other?.seat}=${program?.name}@${program?.version} seat:guest=model:rival`;
	expect(driversText(boards, text)).toBe(
		`opponent: ${program?.title} (${program?.name} ${program?.version}); guest: model:rival`,
	);
	expect(driversText(boards, "")).toBeNull();
});

test("correlation is a number with its disagreements, or says why there is none", () => {
	const note = (found: Parameters<typeof CorrelationNote>[0]["found"]) =>
		render(
			<CorrelationNote
				first="by programs"
				second="by people"
				found={found}
				nameOf={(slug) => slug.toUpperCase()}
				locale="en"
			/>,
		);
	const disagreements = [{ model: "wren", first: 1, second: 4 }];
	expect(note({ models: 4, spearman: -0.2, disagreements })).toContain(
		"WREN is at place 1 by programs, 4 by people",
	);
	expect(note({ models: 2, spearman: null, disagreements })).toContain("not enough common models");
	expect(note({ models: 4, spearman: null, disagreements })).toContain("all common models alike");
	expect(note(null)).toContain("Too many");
});

test.each(suites)("$slug is described in every language", (suite) => {
	for (const locale of locales) {
		const own = suiteContext(suite, locale);
		const html = render(
			<>
				<FactsSection {...own} />
				<ScoringSection {...own} />
				<ControlsSection {...own} />
			</>,
		);
		for (const { title } of suite.controls) expect(html).toContain(title);
		expect(html).not.toMatch(/suites\.|undefined/);
	}
});
