import { describe, expect, test } from "vitest";
import type { BuiltJudgements } from "#lib/datasets/read/judgement-builder.ts";
import { JudgementBuilder } from "#lib/datasets/read/judgement-builder.ts";
import { readModels } from "#lib/datasets/read/shapes/plain.ts";
import { bareOptions } from "#lib/datasets/read/vote-shape.ts";
import { fitPredictionPowered } from "#lib/ranking/judges/prediction-powered.ts";
import { joinVerdicts } from "./join-verdicts.ts";
import { batchOf } from "./row-source.ts";

type Row = [battle: string, a: string, b: string, winner: string];

function built(key: "id" | "battle_id", rows: readonly Row[]): BuiltJudgements {
	const options = { ...bareOptions, clusters: ["conversation" as const] };
	const builder = new JudgementBuilder(options);
	const column = (at: number) => rows.map((row) => row[at]);
	const columns = new Map([
		[key, column(0)],
		["model_a", column(1)],
		["model_b", column(2)],
		["winner", column(3)],
	]);
	readModels.read(batchOf(rows.length, columns), options, builder);
	return builder.build();
}

const votes: Row[] = [
	["1", "x", "y", "model_a"],
	["1", "y", "x", "model_a"],
	["2", "y", "z", "tie"],
	["3", "x", "z", "model_b"],
];
const verdicts: Row[] = [
	["1", "y", "x", "model_a"],
	["2", "y", "z", "model_a"],
	["2", "z", "y", "tie"],
	["3", "x", "y", "model_a"],
	["9", "z", "x", "model_b"],
	["9", "z", "other", "model_b"],
];

describe("verdicts", () => {
	test.each([
		["id", "id"],
		["battle_id", "conversation"],
	] as const)("join votes by %s and models, whatever their slots", (key, by) => {
		const joined = joinVerdicts(built(key, votes), built(key, verdicts));
		expect(joined.by).toBe(by);
		// Battle 1: y won, which is 0 for slot a of the first vote and 1 for that of the second.
		expect([...joined.paired]).toEqual([0, 1, 0.75, Number.NaN]);
		expect([...joined.battles]).toEqual([0, 0, 1, 2]);
		expect(joined.counts).toEqual({ paired: 3, alone: 2, aloneBattles: 2, unknownModel: 1 });
		const { models, slotA, slotB, score } = joined.alone;
		expect(models).toEqual(["x", "y", "z"]);
		expect([[...slotA], [...slotB], [...(score ?? [])]]).toEqual([
			[0, 0],
			[1, 2],
			[1, 1],
		]);
	});

	test("of a jury on a battle without votes are one row, their mean", () => {
		const jury: Row[] = [
			["9", "z", "x", "model_a"],
			["9", "x", "z", "model_a"],
			["9", "x", "z", "tie"],
			["9", "x", "z", "model_a"],
			["9", "x", "y", "model_a"],
			["", "x", "z", "model_a"],
			["", "x", "z", "model_b"],
		];
		const rows = [...verdicts.slice(0, 4), ...jury];
		const joined = joinVerdicts(built("battle_id", votes), built("battle_id", rows));
		const { slotA, slotB, score } = joined.alone;
		expect([[...slotA], [...slotB], [...(score ?? [])]]).toEqual([
			[0, 0, 0, 0, 0],
			[1, 2, 1, 2, 2],
			[1, 0.625, 1, 1, 0],
		]);
		expect(joined.counts).toMatchObject({ alone: 8, aloneBattles: 5 });
	});

	test("of five jurors who always agree shorten no interval more than those of one", () => {
		const models = ["x", "y", "z"];
		const draw = (from: number, count: number, agree: number) =>
			Array.from({ length: count }, (_, i): Row => {
				const [a = "", b = ""] = [models[i % 3], models[(i + 1) % 3]];
				return [`${from + i}`, a, b, (i * agree) % 11 < 6 ? "model_a" : "model_b"];
			});
		const people = draw(0, 90, 7);
		const one = [...draw(0, 90, 7), ...draw(1000, 120, 5)];
		const widthOf = (rows: Row[]) => {
			const { paired, battles, alone } = joinVerdicts(built("id", people), built("id", rows));
			const { columns } = built("id", people);
			const fit = fitPredictionPowered({ people: columns, paired, battles, verdicts: alone });
			return fit.rows[0]?.standardError ?? Number.NaN;
		};
		const five = one.flatMap((row) => [row, row, row, row, row]);
		expect(widthOf(five)).toBeCloseTo(widthOf(one), 9);
	});

	test.each<[string, Row[], string]>([
		["all on voted battles", verdicts.slice(0, 3), "Every verdict is on a battle"],
		["on the same ids between others", [["1", "y", "z", "tie"]], "between the same two models"],
		["without an id in common", [["8", "x", "y", "tie"]], "share no ids"],
	])("%s are refused", (_, rows, message) => {
		expect(() => joinVerdicts(built("id", votes), built("id", rows))).toThrow(message);
	});
});
