import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import { findAwaited } from "./take-seat.ts";

/** Where a conversation with a person in it stands, from that person's seat. */
export interface SeatState {
	state: string;
	/** What the person is asked now; null while others are at work, or when it is over. */
	asked: { view: SeatView /** What an answer must name. */; after: number } | null;
}

/** What the person in a conversation sees and is asked for. Throws `episode-not-found` (404). */
export async function readSeat(slug: string): Promise<SeatState> {
	const { rows } = await pool().query<{ state: string }>(
		"SELECT state FROM episodes WHERE slug = $1",
		[slug],
	);
	const [row] = rows;
	if (row === undefined)
		throw new AppError("episode-not-found", "There is no such conversation.", { status: 404 });
	const awaited = row.state === "person" ? await findAwaited(slug) : null;
	const asked = awaited === null ? null : { view: awaited.view, after: awaited.seq };
	return { state: row.state, asked };
}
