import { pool } from "#lib/db/pool.ts";
import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import { type UserFidelity, userFidelity } from "#lib/simulation/audit/fidelity.ts";
import type { EndReason } from "#lib/simulation/episode/record.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import type { Message } from "#lib/simulation/view.ts";

/** The newest conversations that the figures are made of. */
const CONVERSATIONS_MAX = 300;
const DRAWS = 400;

interface Row {
	seed: number;
	control: string;
	language: string;
	end: EndReason;
	turns: number;
	messages: { seat: string; turn: number; text: string }[] | null;
}

/**
 * How well the simulated user of a suite plays its part, over its newest conversations, void ones included: null when
 * the suite has none, or no conversation of its current version. `others` is the part of the pairing key
 * that says who sits in the other seats.
 */
export async function readFidelity(suite: Suite, others: string): Promise<UserFidelity | null> {
	if (!suite.others.some(({ seat }) => seat === "user")) return null;
	const { rows } = await pool().query<Row>(
		`SELECT e.seed, e.control, e.language, coalesce(e.end_reason, 'user-error') AS "end", e.turns,
			(SELECT json_agg(json_build_object('seat', v.seat, 'turn', v.turn, 'text', v.data->>'text') ORDER BY v.seq)
			 FROM episode_events v WHERE v.episode_id = e.id AND v.kind = 'message' AND v.data->>'kind' = 'text') AS messages
		 FROM episodes e WHERE e.suite = $1 AND e.version = $2 AND e.audit IS NOT NULL AND e.parent_id IS NULL
			AND coalesce(substring(e.pairing_key FROM ' (seat:.*)$'), '') = $3
		 ORDER BY e.id DESC LIMIT $4`,
		[suite.slug, suite.version, others, CONVERSATIONS_MAX],
	);
	if (rows.length === 0) return null;
	const inputs = rows.map(({ seed, control, language, end, turns, messages }) => ({
		record: {
			scenario: suite.scenario(seed, { control, language }),
			messages: (messages ?? []).map(
				(message): Message => ({ ...message, kind: "text", to: "all" }),
			),
			end,
			turns,
			environment: null,
			environmentScore: {},
			environmentInfo: [],
			programs: {},
		},
	}));
	return userFidelity(inputs, { draws: DRAWS, random: seededRandom(seedOf(suite.slug)) });
}
