import { pool } from "#lib/db/pool.ts";
import type { JudgedConversation, JudgedMessage } from "#lib/judging/transcript.ts";
import { findKnownSuite, knowSuites } from "#lib/services/run/known-suite.ts";
import { scenarioGroup } from "#lib/services/run/make-battles.ts";

/** A simulated battle as jurors are given it. */
export interface JudgedPair {
	battleId: string;
	suite: string;
	version: string;
	seed: number;
	turns: number;
	/** What errors hang together by, as for the program's judgement. */
	groupId: string;
	a: JudgedConversation;
	b: JudgedConversation;
}

interface Row {
	battleId: string;
	suite: string;
	version: string;
	seed: number;
	control: string;
	language: string;
	turns: number;
	episodeA: string;
	episodeB: string;
}

/** A battle of two episodes for jurors: what was said, called and shown, never a model's name or a secret. Null when it is none. */
export async function readJudgedPair(battleId: string): Promise<JudgedPair | null> {
	const { rows } = await pool().query<Row>(
		`SELECT b.id AS "battleId", e.suite, e.version, e.seed, e.control, e.language, b.turns_count AS turns, b.episode_a_id AS "episodeA",
			b.episode_b_id AS "episodeB"
		 FROM battles b JOIN episodes e ON e.id = b.episode_a_id WHERE b.id = $1`,
		[battleId],
	);
	const [row] = rows;
	if (row === undefined) return null;
	await knowSuites([row]);
	const suite = findKnownSuite(row.suite, row.version);
	if (suite === undefined) return null;
	const { control, language, episodeA, episodeB, ...facts } = row;
	const { title, contested, policy } = suite.scenario(row.seed, { control, language });
	const conversation = async (id: string): Promise<JudgedConversation> => ({
		task: title,
		seats: policy.speakers.map((seat) => ({ seat, isContested: seat === contested })),
		messages: await readMessages(id, contested),
	});
	const groupId = scenarioGroup(row);
	return { ...facts, groupId, a: await conversation(episodeA), b: await conversation(episodeB) };
}

/** One episode for a critic, as `readJudgedPair` gives two. Null when there is none. */
export async function readJudgedEpisode(episodeId: string): Promise<JudgedConversation | null> {
	const { rows } = await pool().query<
		Pick<Row, "suite" | "version" | "seed" | "control" | "language">
	>("SELECT suite, version, seed, control, language FROM episodes WHERE id = $1", [episodeId]);
	const [row] = rows;
	if (row === undefined) return null;
	await knowSuites([row]);
	const suite = findKnownSuite(row.suite, row.version);
	if (suite === undefined) return null;
	const { control, language } = row;
	const { title, contested, policy } = suite.scenario(row.seed, { control, language });
	return {
		task: title,
		seats: policy.speakers.map((seat) => ({ seat, isContested: seat === contested })),
		messages: await readMessages(episodeId, contested),
	};
}

/** What both seats said aloud, and what the contested one called, got and was shown. */
async function readMessages(episodeId: string, contested: string): Promise<JudgedMessage[]> {
	const { rows } = await pool().query<{ kind: string; seat: string; turn: number; data: Said }>(
		`SELECT kind, seat, turn, data FROM episode_events WHERE episode_id = $1 AND kind IN ('message', 'tool-call', 'tool-result') ORDER BY seq`,
		[episodeId],
	);
	return rows.flatMap(({ kind, seat, turn, data }): JudgedMessage[] => {
		const at = { seat, turn: Math.max(1, turn) };
		if (kind === "message" && data.kind === "text")
			return [{ ...at, kind: "text", text: data.text ?? "" }];
		if (seat !== contested) return [];
		if (kind === "message") return [{ ...at, kind: "observation", text: data.text ?? "" }];
		if (kind === "tool-call")
			return [{ ...at, kind: "tool-call", text: `${data.name} ${JSON.stringify(data.arguments)}` }];
		const result = data.error === undefined ? data.output : data.error;
		return [
			{
				...at,
				kind: "tool-result",
				text: typeof result === "string" ? result : JSON.stringify(result),
			},
		];
	});
}

/** The members of an event's data that are read here; the log is our own. */
interface Said {
	kind?: string;
	text?: string;
	name?: string;
	arguments?: unknown;
	output?: unknown;
	error?: unknown;
}
