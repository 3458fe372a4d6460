import type { Queryable } from "#lib/db/pool.ts";
import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import { compareNames } from "#lib/ranking/cells.ts";
import { renumbered } from "#lib/ranking/columns/canonical-order.ts";
import { HELD, looksAtStratum } from "#lib/ranking/columns/held-rows.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { type HeldJudgements, WIDTH } from "./held-judgements.ts";
import { FACT_UNKNOWN, replyFacts } from "./reply-facts.ts";

/**
 * The judgements of a leaderboard as columns, with their voters and times and, for style control, the
 * facts about the replies. Rows are in the order of their ids' buckets, then ids; voters are numbered as
 * they come, so that equal judgements give equal columns in every process.
 */
export async function heldColumns(
	on: Queryable,
	held: HeldJudgements,
	filter: BoardFilter,
): Promise<JudgementColumns> {
	const slugs = await slugsOf(on);
	const picked = pickRows(held, filter);
	const rows = picked.length / 2;
	const used = new Set<number>();
	const blocks = [...held.buckets.keys()].sort((x, y) => x - y);
	const at = (row: number, column: number) => {
		const block = held.buckets.get(blocks[picked[2 * row] ?? 0] ?? 0);
		return block?.[(picked[2 * row + 1] ?? 0) * WIDTH + column] ?? 0;
	};
	for (let row = 0; row < rows; row++) used.add(at(row, HELD.slotA)).add(at(row, HELD.slotB));
	const named = [...used]
		.map((number) => ({ number, slug: slugs.get(held.models.texts[number] ?? "") ?? "" }))
		.sort((x, y) => compareNames(x.slug, y.slug));
	const places = new Map(named.map(({ number }, place) => [number, place]));
	const facts = filter.style === "on" ? replyFacts : [];
	const columns = {
		models: named.map(({ slug }) => slug),
		slotA: new Int32Array(rows),
		slotB: new Int32Array(rows),
		outcome: new Uint8Array(rows),
		score: null,
		weight: null,
		clusters: { voter: new Int32Array(rows) },
		covariates: facts.flatMap((fact) =>
			["a", "b"].map((slot) => ({ name: `${fact}_${slot}`, values: new Float64Array(rows) })),
		),
		atMs: new Float64Array(rows),
	} satisfies JudgementColumns;
	for (let row = 0; row < rows; row++) {
		columns.slotA[row] = places.get(at(row, HELD.slotA)) ?? 0;
		columns.slotB[row] = places.get(at(row, HELD.slotB)) ?? 0;
		columns.outcome[row] = at(row, HELD.outcome);
		columns.atMs[row] = at(row, HELD.seconds) * 1000 + at(row, HELD.millis);
		columns.clusters.voter[row] = at(row, HELD.voter);
		for (let k = 0; k < columns.covariates.length; k++) {
			const value = at(row, HELD.facts + k);
			const values = columns.covariates[k]?.values;
			if (values !== undefined) values[row] = value === FACT_UNKNOWN ? Number.NaN : value;
		}
	}
	// Numbered as they come, like those of a file, so that sums by voter have the same digits.
	const voter = renumbered(columns.clusters.voter).numbers;
	return { ...columns, clusters: { voter } };
}

/** The rows that a filter looks at: position of the bucket among all in order, row in the bucket. */
function pickRows(held: HeldJudgements, filter: BoardFilter): Int32Array {
	const isSeen = Uint8Array.from(held.strata, (stratum) =>
		looksAtStratum(filter, stratum) ? 1 : 0,
	);
	const { from, to } = secondsOf(filter);
	let total = 0;
	for (const block of held.buckets.values()) total += block.length / WIDTH;
	const picked = new Int32Array(2 * total);
	let count = 0;
	[...held.buckets.keys()]
		.sort((x, y) => x - y)
		.forEach((bucket, place) => {
			const block = held.buckets.get(bucket) ?? new Int32Array(0);
			for (let row = 0; row * WIDTH < block.length; row++) {
				const seconds = block[row * WIDTH + HELD.seconds] ?? 0;
				if (isSeen[block[row * WIDTH + HELD.stratum] ?? 0] !== 1) continue;
				if (seconds < from || seconds >= to) continue;
				picked[2 * count] = place;
				picked[2 * count + 1] = row;
				count++;
			}
		});
	return picked.subarray(0, 2 * count);
}

async function slugsOf(on: Queryable): Promise<Map<string, string>> {
	const { rows } = await on.query<{ id: string; slug: string }>("SELECT id, slug FROM models");
	return new Map(rows.map(({ id, slug }) => [id, slug]));
}

/** The seconds (since 1970, UTC) that the days of a filter span: from the first, up to the second. */
function secondsOf(filter: BoardFilter): { from: number; to: number } {
	const dayMs = 86_400_000;
	return {
		from: filter.from === null ? -Infinity : Date.parse(filter.from) / 1000,
		to: filter.to === null ? Infinity : (Date.parse(filter.to) + dayMs) / 1000,
	};
}
