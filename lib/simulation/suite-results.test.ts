import { expect, test } from "vitest";
import { controlMetric } from "./control-metric.ts";
import { clusteredMean, clusteredShare } from "./metrics/clustered-mean.ts";
import type { MetricRow } from "./metrics/metric-row.ts";
import type { MetricSpec } from "./suite.ts";
import { estimateOf, type PlayedRow, suiteModels } from "./suite-results.ts";
import { suites } from "./suites/catalogue.ts";
import { ladder } from "./suites/ladder/suite.ts";

const facts = { turns: new Map(), attempts: new Map() };

function row(seed: number, control: string, metrics: PlayedRow["metrics"]): PlayedRow {
	const id = `${seed} ${control}`;
	return {
		id,
		model: "wren",
		name: "Wren",
		seed,
		replicate: 0,
		control,
		language: "en",
		metrics: { ...Object.fromEntries(ladder.metrics.map(({ name }) => [name, null])), ...metrics },
	};
}

test("a control that plays the last turn alone is compared with the last turn", () => {
	// The last turn fails in the conversation and alone: the conversation costs it nothing.
	const rows = [1, 2, 3].flatMap((seed) => [
		row(seed, "main", { loose_prompt: 0.75, final_turn: 0 }),
		...ladder.controls.map(({ name }) => row(seed, name, { loose_prompt: 0, final_turn: 0 })),
	]);
	const [model] = suiteModels(ladder, rows, facts);
	for (const { name } of ladder.controls) {
		expect(model?.controls[name]?.pairs).toBe(3);
		expect(model?.controls[name]?.difference.mean).toBe(0);
	}
});

test("an interval is Wilson's by what the metric is, not by what its values happen to be", () => {
	const values = [0, 1, 1].map((value, i) => ({ scenario: `s${i}`, replicate: 0, value }));
	const of = (unit: MetricSpec["unit"], rows: readonly MetricRow[]) => {
		const spec: MetricSpec = { name: "number", title: "Number", better: "higher", unit };
		return estimateOf({ metrics: [spec] }, "number", rows);
	};
	expect(of("share", values)).toEqual(clusteredShare(values));
	expect(of("chips", values)).toEqual(clusteredMean(values));
	const parts = [...values, { scenario: "s3", replicate: 0, value: 0.5 }];
	expect(of("share", parts)).toEqual({ ...clusteredMean(parts), lower: 0, upper: 1 });
	const high = values.map((row, i) => ({ ...row, value: i % 4 === 0 ? 0.6 : 1 }));
	const unbounded = clusteredMean(high.slice(0, 5));
	expect(unbounded.upper).toBeGreaterThan(1);
	expect(of("share", high.slice(0, 5))).toEqual({ ...unbounded, upper: 1 });
	expect(of("points", high.slice(0, 5))).toEqual(unbounded);
	const equal = values.map((row) => ({ ...row, value: -1 }));
	expect(of("chips", equal)).toMatchObject({ mean: -1, lower: null, upper: null, clusters: 3 });
});

test("what a control is compared by is a metric of its suite, the primary one by default", () => {
	for (const suite of suites)
		for (const { name } of suite.controls) {
			const { metric } = controlMetric(suite, name);
			expect(suite.metrics.map((spec) => spec.name)).toContain(metric);
		}
	expect(controlMetric(ladder)).toEqual(ladder.primary);
	expect(controlMetric(ladder, "main")).toEqual(ladder.primary);
});
