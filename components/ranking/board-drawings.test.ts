import { describe, expect, test } from "vitest";
import { translator } from "#lib/i18n/translate.ts";
import { cellOf, criticismOf, manyCells, snapshotOf } from "./board.fixture.ts";
import { type DrawingInput, drawingNames, drawings } from "./board-drawings.ts";
import { fitLabel, labelWidth } from "./charts/label-width.ts";
import { NARROW } from "./charts/row-layout.ts";
import { type SvgNode, svgText } from "./charts/svg-tree.ts";
import { figuresOf } from "./format.ts";

const coefficient = { standardError: 0.02, lower: 0.06, upper: 0.14 };
const input = (changes: Partial<DrawingInput> = {}): DrawingInput => ({
	snapshot: snapshotOf([cellOf("lark", "wren", 60, 20), cellOf("wren", "kite", 9, 8)], {
		coefficients: ["characters", "bold"].map((name) => ({ name, estimate: 0.1, ...coefficient })),
	}),
	criticism: criticismOf(),
	history: [
		{ at: "2026-01-01T00:00:00Z", model: "lark", rating: 900 },
		{ at: "2026-01-02T00:00:00Z", model: "lark", rating: 1000 },
	],
	nameOf: (slug) => `<${slug} & "co">`,
	t: translator("en", "leaderboard"),
	c: translator("en", "criticism"),
	figures: figuresOf("en"),
	model: "lark",
	...changes,
});

/** All numbers of an attribute in a drawing. */
function numbersOf(node: SvgNode, name: string): number[] {
	const own = node.attributes[name];
	return [
		...(typeof own === "number" ? [own] : []),
		...node.children.flatMap((child) => (typeof child === "string" ? [] : numbersOf(child, name))),
	];
}

describe.each(drawingNames)("the drawing %s", (name) => {
	test("is a file that stands alone: named, described, escaped, with colours of its own", () => {
		const drawn = drawings[name](input());
		const text = drawn === null ? "" : svgText(drawn);
		expect(text).toContain('xmlns="http://www.w3.org/2000/svg"');
		expect(text).toMatch(/<svg[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
		expect(text).toContain("var(--accent, #5b3a67)");
		expect(text).not.toMatch(/NaN|Infinity|undefined|textAnchor|<lark|<wren|criticism\./);
	});

	test.each([undefined, NARROW])("keeps inside its frame (%s wide)", (asked) => {
		const drawn = drawings[name](input({ width: asked }));
		const width = Number(drawn?.attributes["width"]);
		const height = Number(drawn?.attributes["height"]);
		if (drawn === null) throw new Error("nothing drawn");
		for (const axis of ["x", "x1", "x2", "cx"] as const)
			for (const value of numbersOf(drawn, axis)) {
				expect(value).toBeGreaterThanOrEqual(0);
				expect(value).toBeLessThanOrEqual(width);
			}
		for (const axis of ["y", "y1", "y2", "cy"] as const)
			for (const value of numbersOf(drawn, axis)) {
				expect(value).toBeGreaterThanOrEqual(0);
				expect(value).toBeLessThanOrEqual(height);
			}
	});

	test("tells models of one name apart", () => {
		const shapes = (nameOf: (slug: string) => string) => {
			const drawn = drawings[name](
				input({
					nameOf,
					history: ["lark", "wren", "kite"].flatMap((model, at) =>
						[1, 2].map((day) => ({
							...{ at: `2026-01-0${day}T00:00:00Z`, model },
							rating: 900 + 50 * at * day,
						})),
					),
				}),
			);
			return svgText(drawn ?? { tag: "", attributes: {}, children: [] })
				.replaceAll(/<title>.*?<\/title>/g, "")
				.replaceAll(/lark|wren|kite/gi, "bird");
		};
		expect(shapes(() => "bird")).toBe(shapes((slug) => slug));
	});

	test("is left away where there is nothing to draw", () => {
		const nothing = input({ snapshot: snapshotOf([]), criticism: null, history: [] });
		expect(drawings[name](nothing)).toBeNull();
	});
});

describe("drawings", () => {
	test("tell decided pairs from open ones without colour", () => {
		const text = svgText(
			drawings.differences(input()) ?? { tag: "", attributes: {}, children: [] },
		);
		expect(text).toContain("≈");
		expect(text).toMatch(/>\+\d+</);
		expect(text.match(/<g><title>/g)).toHaveLength(3);
	});

	test("need a covariance for differences", () => {
		const { snapshot } = input();
		const old = input({ snapshot: { ...snapshot, covariance: null } });
		expect(drawings.differences(old)).toBeNull();
		expect(drawings.rivals(old)).toBeNull();
	});

	test("of many models show the first ones", () => {
		const many = input({ snapshot: snapshotOf(manyCells(200)), model: "model-100" });
		for (const name of ["matrix", "differences", "rivals", "intervals"] as const)
			expect(Number(drawings[name](many)?.attributes["height"])).toBeLessThan(2000);
	});

	test("do not fold one effect into a drawing", () => {
		const { snapshot } = input();
		const one = { ...snapshot, coefficients: snapshot.coefficients.slice(0, 1) };
		expect(drawings.style(input({ snapshot: one }))).toBeNull();
	});

	test("cut names that do not fit, and only those", () => {
		const long = "a name that is a good deal longer than the room it is given";
		expect(fitLabel(long, labelWidth([long]))).toMatch(/^a name .*…$/);
		for (const label of ["x", "a name of middling length"])
			expect(fitLabel(label, labelWidth([label]))).toBe(label);
	});
});
