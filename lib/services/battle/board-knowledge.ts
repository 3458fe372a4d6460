import { log } from "#lib/http/log.ts";
import { wholeBoard } from "#lib/ranking/board-filter.ts";
import { boardEstimate, type PlanningEstimate } from "#lib/ranking/planning/planning-estimate.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import { currentSnapshot } from "#lib/services/ranking/find-board.ts";

/** What people's votes say, as it was last published. */
export interface BoardKnowledge {
	snapshotId: string | null;
	/** Judgements of each model, by slug. */
	votesOf: ReadonlyMap<string, number>;
	/** Null when it could not be computed. */
	estimate: PlanningEstimate | null;
}

const shared = globalThis as typeof globalThis & { parleyBoardKnowledge?: BoardKnowledge };

/** The published leaderboard of all people's votes, worked out once per snapshot; null before there is one. */
export async function boardKnowledge(): Promise<BoardKnowledge | null> {
	const snapshot = await snapshotOrFault();
	if (snapshot === null) return null;
	if (snapshot === "fault") return { snapshotId: null, votesOf: new Map(), estimate: null };
	const known = shared.parleyBoardKnowledge;
	if (known !== undefined && known.snapshotId === snapshot.id) return known;
	// No wait between this and the look above, so that two who ask at once compute it once.
	const found: BoardKnowledge = {
		snapshotId: snapshot.id,
		votesOf: new Map(snapshot.rows.map(({ model, votes }) => [model, votes])),
		estimate: estimateOrNull(snapshot),
	};
	shared.parleyBoardKnowledge = found;
	return found;
}

/** What is wrong with a snapshot is no reason to refuse a battle. */
async function snapshotOrFault(): Promise<Snapshot | null | "fault"> {
	try {
		return await currentSnapshot(wholeBoard("human"));
	} catch (error) {
		log().error({ err: error }, "the leaderboard could not be read for pairing");
		return "fault";
	}
}

function estimateOrNull(snapshot: Snapshot): PlanningEstimate | null {
	try {
		return boardEstimate(snapshot);
	} catch (error) {
		log().error(
			{ err: error, snapshotId: snapshot.id },
			"a snapshot could not be read for pairing",
		);
		return null;
	}
}
