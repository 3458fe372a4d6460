import { boardFilter, boardKey } from "#lib/ranking/board-filter.ts";
import type { PairCell } from "#lib/ranking/cells.ts";
import { type Criticism, criticismSchema } from "#lib/ranking/criticism-record.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { type Snapshot, snapshotSchema } from "#lib/ranking/snapshot.ts";
import type { TableModel } from "./board-table.tsx";

export const SNAPSHOT_ID = "01926f3a-7c1e-7b2a-9d4f-5e6a7b8c9d0e";

export const tableModel = (
	name: string,
	changes: Partial<TableModel> = {},
): [string, TableModel] => [
	name.toLowerCase(),
	{
		name,
		maker: "Maker",
		kind: "language-model",
		licence: null,
		openWeights: false,
		isDrawn: true,
		priceInputUsd: null,
		priceOutputUsd: null,
		state: "active",
		speed: { firstTokenMs: null, tokensPerSecond: null, failureShare: null },
		...changes,
	},
];

export const cellOf = (modelA: string, modelB: string, winsA: number, winsB: number) => ({
	modelA,
	modelB,
	winsA,
	winsB,
	ties: 2,
	bothBad: 1,
	battles: winsA + winsB + 3,
});

/** A published snapshot of these counts. */
export function snapshotOf(
	cells: (PairCell & { battles: number })[],
	changes: Partial<Snapshot> & { query?: Parameters<typeof boardFilter>[0] } = {},
): Snapshot {
	const { query, ...rest } = changes;
	const filter = boardFilter(query ?? {});
	const fit = fitRatings({ cells, method: { name: "bt-half" } });
	return snapshotSchema.parse({
		...fit,
		id: SNAPSHOT_ID,
		key: boardKey(filter),
		method: fit.method.name,
		methodVersion: fit.method.version,
		parameters: fit.method.parameters,
		filter,
		seed: 1,
		judgementHash: "ab".repeat(32),
		counts: { total: 90, used: 80, leftOut: {}, byLanguage: {}, byCategory: {} },
		pairs: cells,
		at: "2026-11-24T05:00:00.000Z",
		...rest,
	});
}

/** `count` models named model-000 and on, each against its next three. */
export function manyCells(count: number) {
	const name = (at: number) => `model-${String(at).padStart(3, "0")}`;
	return Array.from({ length: count }, (_, at) =>
		[1, 2, 3]
			.filter((step) => at + step < count)
			.map((step) => cellOf(name(at), name(at + step), 20 + step, 15)),
	).flat();
}

/** Checks of three models lark, wren and kite, with something found by each of them. */
export function criticismOf(changes: Partial<Criticism> = {}): Criticism {
	const bin = { pairs: 1, votes: 40, lower: 0.4, upper: 0.7 };
	const loss = (mean: number) => ({ mean, standardError: 0.002, votes: 80 });
	return criticismSchema.parse({
		robustness: {
			votes: {
				above: "lark",
				below: "wren",
				verified: true,
				count: 6,
				share: 0.075,
				gapBefore: 70.2,
				gapAfter: -3.4,
			},
			voters: {
				above: "lark",
				below: "wren",
				verified: false,
				count: 9,
				share: 0.9,
				gapBefore: 70.2,
				gapAfter: null,
			},
		},
		residuals: {
			pairs: [
				{
					model: "wren",
					opponent: "kite",
					votes: 17,
					observed: 0.41,
					expected: 0.62,
					standardised: -3.1,
					adjusted: 0.004,
					isFlagged: true,
				},
			],
			count: 2,
			flagged: 1,
			phi: 1.53,
			falseDiscoveryRate: 0.05,
		},
		cycles: {
			triples: 1,
			apparent: 1,
			surviving: [{ models: ["lark", "wren", "kite"], adjusted: 0.01 }],
			errorRate: 0.05,
			cyclicShare: 0.12,
			cyclicShareBeyondChance: 0.07,
		},
		calibration: {
			bins: [
				{ from: 0.5, to: 0.55, expected: 0.52, observed: 0.55, ...bin },
				{
					from: 0.55,
					to: 0.6,
					...bin,
					votes: 0,
					expected: null,
					observed: null,
					lower: null,
					upper: null,
				},
				{ from: 0.6, to: 0.65, expected: 0.62, observed: 0.6, ...bin },
			],
			error: 0.025,
		},
		tieModels: [
			{ name: "bt-half", logLoss: loss(1.02), againstFirst: null },
			{ name: "bt-davidson", logLoss: loss(1.01), againstFirst: loss(-0.01) },
			{ name: "bt-rao-kupper", logLoss: loss(1.021), againstFirst: loss(0.001) },
		],
		outlierVoters: { voters: 14, outliers: 2, votes: 31 },
		largestInfluence: [
			{ model: "lark", votes: 8, points: 4.2 },
			{ model: "wren", votes: 11, points: -17.6 },
		],
		places: [
			{ model: "lark", rankLower: 1, rankUpper: 2, chanceBest: 0.998, chanceTopThree: 1 },
			{ model: "wren", rankLower: 1, rankUpper: 3, chanceBest: 0.002, chanceTopThree: 1 },
			{ model: "kite", rankLower: 2, rankUpper: 3, chanceBest: 0, chanceTopThree: 1 },
		],
		...changes,
	});
}
