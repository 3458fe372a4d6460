import { createHash } from "node:crypto";
import { outcomes } from "#lib/arena/outcome.ts";
import type { JudgementIds } from "#lib/datasets/read/judgement-builder.ts";
import { directedCells, OUTCOMES } from "#lib/ranking/columns/directed-cells.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { hashJudgementsById } from "#lib/ranking/judgement-hash.ts";

export interface JudgementHash {
	/** SHA-256, hexadecimal. */
	hash: string;
	/** What it is over: the judgements one by one, or how many of each kind there are. */
	over: "judgements" | "counts";
}

const LINES_PER_UPDATE = 10_000;

/**
 * The hash of the judgements that were ranked; the order of the rows does not change it.
 *
 * When every judgement has an id of its own, it is the judgement hash of rating snapshots, as
 * `lib/ranking/judgement-hash.ts` defines it.
 *
 * Otherwise it is the SHA-256 over one line for each two models in their slots, in the order of slot
 * a's name, then slot b's (by `compareNames`), each followed by a line feed: a JSON array without
 * spaces, `[modelA, modelB, winsA, winsB, ties, bothBad]`. Weights and facts about the replies are in
 * neither.
 */
export function hashOf(columns: JudgementColumns, ids: JudgementIds | null): JudgementHash {
	const byId = ids === null ? null : hashLines(columns, ids);
	return byId === null
		? { hash: hashCounts(columns), over: "counts" }
		: { hash: byId, over: "judgements" };
}

/** Null when two judgements have one id. */
function hashLines(columns: JudgementColumns, { ids, versions }: JudgementIds): string | null {
	if (new Set(ids).size < ids.length) return null;
	const { models, slotA, slotB, outcome } = columns;
	return hashJudgementsById(
		ids,
		(row) => ({
			id: ids[row] ?? "",
			version: versions[row] ?? 0,
			modelA: models[slotA[row] ?? 0] ?? "",
			modelB: models[slotB[row] ?? 0] ?? "",
			outcome: outcomes[outcome[row] ?? 0] ?? "a",
		}),
		(text) => createHash("sha256").update(text).digest("hex"),
	);
}

function hashCounts(columns: JudgementColumns): string {
	const { models } = columns;
	const { slotA, slotB, counts } = directedCells({ ...columns, weight: null }, null, false);
	const hash = createHash("sha256");
	let lines = "";
	for (let pair = 0; pair < slotA.length; pair++) {
		const names = [models[slotA[pair] ?? 0], models[slotB[pair] ?? 0]];
		lines += `${JSON.stringify([...names, ...counts.subarray(OUTCOMES * pair, OUTCOMES * (pair + 1))])}\n`;
		if (pair % LINES_PER_UPDATE < LINES_PER_UPDATE - 1) continue;
		hash.update(lines);
		lines = "";
	}
	return hash.update(lines).digest("hex");
}
