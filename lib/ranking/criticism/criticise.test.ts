import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { criticismSchema } from "#lib/ranking/criticism-record.ts";
import { fitPublished } from "#lib/ranking/published-fit.ts";
import { columnsOf, type Row, simulateRows } from "./board.fixture.ts";
import { criticise } from "./criticise.ts";

const criticismOf = (size: number, rows: readonly Row[], seed = 1) => {
	const columns = columnsOf(size, rows);
	const criticism = criticise(columns, fitPublished(columns, "off"), seededRandom(seed));
	return { criticism, stored: criticismSchema.parse(JSON.parse(JSON.stringify(criticism))) };
};

const strengths = [1, 0.5, 0.1, -0.4, -1.2];
const many = simulateRows(strengths, 1500, seededRandom(5), { tieShare: 0.2, voters: 60 });

test("a whole board: every part is there, is named, and is finite when stored", () => {
	const { criticism, stored } = criticismOf(strengths.length, many);
	expect(stored).toEqual(criticism);
	expect(criticism.robustness.votes).toMatchObject({ verified: true });
	expect(criticism.robustness.voters?.verified).toBe(true);
	expect(criticism.robustness.votes?.gapBefore).toBeGreaterThan(0);
	expect(criticism.robustness.votes?.gapAfter).toBeLessThan(0);
	expect(criticism.residuals.count).toBe(10);
	expect(criticism.calibration?.bins.length).toBeGreaterThan(3);
	expect(criticism.tieModels.map(({ name }) => name)).toEqual([
		"bt-half",
		"bt-davidson",
		"bt-rao-kupper",
	]);
	expect(criticism.largestInfluence).toHaveLength(5);
	expect(criticism.places.reduce((sum, place) => sum + place.chanceBest, 0)).toBeCloseTo(1, 9);
	for (const place of criticism.places)
		expect(place.chanceTopThree).toBeGreaterThanOrEqual(place.chanceBest);
});

test("the same judgements and seed give the same criticism; another seed another draw", () => {
	const { criticism } = criticismOf(strengths.length, many);
	expect(criticismOf(strengths.length, many).criticism).toEqual(criticism);
	expect(criticismOf(strengths.length, many, 2).criticism.places).not.toEqual(criticism.places);
});

test.each<[string, number, Row[]]>([
	["nothing", 0, []],
	["one vote", 2, [{ a: 0, b: 1, outcome: 0 }]],
	["ties alone", 3, [0, 1, 2].map((a) => ({ a, b: (a + 1) % 3, outcome: 2 }))],
	[
		"two boards that nothing joins",
		4,
		[0, 1, 2, 0, 1].flatMap((outcome) => [
			{ a: 0, b: 1, outcome },
			{ a: 2, b: 3, outcome },
		]),
	],
	["one model that always wins", 2, Array.from({ length: 80 }, () => ({ a: 0, b: 1, outcome: 0 }))],
	[
		"one voter, many votes",
		3,
		Array.from({ length: 90 }, (_, i) => ({ a: i % 3, b: (i + 1) % 3, outcome: i % 4, voter: 0 })),
	],
])("%s: parts are empty or null, never NaN", (_, size, rows) => {
	const { criticism, stored } = criticismOf(size, rows);
	expect(stored).toEqual(criticism);
	expect(JSON.stringify(criticism)).not.toContain("NaN");
});
