import { JudgementBuilder } from "#lib/datasets/read/judgement-builder.ts";
import { readModels } from "#lib/datasets/read/shapes/plain.ts";
import { bareOptions } from "#lib/datasets/read/vote-shape.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { directedCells } from "#lib/ranking/columns/directed-cells.ts";
import { type JudgementColumns, outcomeCodes } from "#lib/ranking/columns/judgement-columns.ts";
import { criticiseInDetail } from "#lib/ranking/criticism/criticise-in-detail.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { fitPacked } from "#lib/ranking/fit-packed.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { batchOf } from "#lib/services/vote-file/row-source.ts";
import { cellsFrom, syntheticBoard } from "./synthetic-board.ts";

/** One line of the table: what is timed, and the aim in milliseconds where there is one. */
export type Case = { name: string; aimMs: number | null; run: () => unknown; repeats?: number };

/** A board and what is measured on it, in a process of its own so that its peak memory is its own. */
export type Section = { votes: number; models: number; cases: (board: JudgementColumns) => Case[] };

const half: MethodSpec = { name: "bt-half" };
const plainFit = (aimMs: number | null): ((board: JudgementColumns) => Case) => {
	return (board) => ({
		name: "fit and full covariance, typed columns",
		aimMs,
		run: () => fitColumns(board, half),
	});
};

export const sections: readonly Section[] = [
	{
		votes: 100_000,
		models: 200,
		cases: (board) => [plainFit(null)(board), ...fromCells(board, null)],
	},
	{ votes: 1_000_000, models: 200, cases: everything },
	{ votes: 10_000_000, models: 200, cases: (board) => [plainFit(120)(board)] },
	{ votes: 1_000_000, models: 2000, cases: (board) => [{ ...plainFit(null)(board), repeats: 1 }] },
	{ votes: 10_000_000, models: 2000, cases: (board) => [{ ...plainFit(null)(board), repeats: 1 }] },
];

function everything(board: JudgementColumns): Case[] {
	const styled = syntheticBoard(board.models.length, board.slotA.length, {
		covariates: 4,
		voters: votersOf(board.slotA.length),
	});
	const features = ["tokens", "headers", "lists", "bold"];
	const clustered = fitColumns(board, { ...half, cluster: "voter" });
	return [
		plainFit(60)(board),
		...fromStrings(board),
		{
			name: "four style covariates with intervals",
			aimMs: 250,
			run: () => fitColumns(styled, { ...half, style: { features, transform: "arena-rank" } }),
		},
		{
			name: "1,000 bootstrap fits",
			aimMs: 3000,
			run: () => fitColumns(board, { ...half, bootstrap: { replicates: 1000 } }, seededRandom(1)),
			repeats: 1,
		},
		...fromCells(board, 15),
		{
			name: "clustered by voter",
			aimMs: null,
			run: () => fitColumns(board, { ...half, cluster: "voter" }),
		},
		...(["davidson", "rao-kupper", "grounded"] as const).map(
			(ties): Case => ({
				name: `${ties}, with covariance`,
				aimMs: null,
				run: () => fitColumns(board, { name: "bt", ties }),
			}),
		),
		{
			name: "what would overturn it",
			aimMs: null,
			run: () => criticiseInDetail(board, clustered, seededRandom(1)),
			repeats: 1,
		},
	];
}

function fromCells(board: JudgementColumns, aimMs: number | null): Case[] {
	const cells = cellsFrom(board);
	const count = cells.length.toLocaleString("en");
	const packed = { ...directedCells(board, null, true), models: board.models, battles: null };
	const { rows } = fitPacked({ cells: packed, method: half });
	const ratings = new Map(rows.map(({ model, rating }) => [model, rating ?? Number.NaN]));
	const start = Float64Array.from(board.models, (model) => ratings.get(model) ?? Number.NaN);
	// One more vote, so that the earlier ratings are not yet the new ones.
	const later = { ...packed, counts: packed.counts.slice() };
	later.counts[0] = (later.counts[0] ?? 0) + 1;
	return [
		{
			name: `refresh from ${count} packed cells and the last ratings`,
			aimMs,
			run: () => fitPacked({ cells: later, method: half, start }),
		},
		{
			name: `from ${count} cells as objects`,
			aimMs: null,
			run: () => fitRatings({ cells, method: half }),
		},
	];
}

/** Rows of strings as they come from elsewhere, to ratings. */
function fromStrings(board: JudgementColumns): Case[] {
	const labels = Object.keys(outcomeCodes).map((outcome) =>
		outcome === "a" || outcome === "b" ? `model_${outcome}` : outcome,
	);
	const name = (slot: Int32Array, copy: boolean) =>
		Array.from(slot, (model) => {
			const text = board.models[model] ?? "";
			return copy ? ` ${text}`.slice(1) : text;
		});
	const run = (copy: boolean) => {
		const columns = new Map([
			["model_a", name(board.slotA, copy)],
			["model_b", name(board.slotB, copy)],
			["winner", Array.from(board.outcome, (code) => labels[code] ?? "")],
		]);
		return () => {
			const builder = new JudgementBuilder(bareOptions);
			readModels.read(batchOf(board.slotA.length, columns), bareOptions, builder);
			return fitColumns(builder.build().columns, half);
		};
	};
	return [
		{ name: "from rows of strings, one text a name", aimMs: 150, run: run(false) },
		{ name: "from rows of strings, one text a cell", aimMs: null, run: run(true) },
	];
}

export function votersOf(votes: number): number {
	return Math.ceil(votes / 20);
}
