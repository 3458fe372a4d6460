import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { EpisodeEvent, EventKind } from "#lib/simulation/episode/event.ts";
import { findKnownSuite, knowSuites } from "./known-suite.ts";
import { type SeedRangeName, seedRange } from "./seed-range.ts";
import { type StoredDriver, storedDriversSchema } from "./stored-driver.ts";

/** A call behind an episode, as a trace shows it. */
export interface EpisodeCall {
	id: string;
	turn: number | null;
	tryNumber: number;
	provider: string;
	requestedModel: string;
	returnedModel: string | null;
	state: string;
	startedAt: string;
	firstTokenMs: number | null;
	durationMs: number | null;
	tokensIn: number | null;
	tokensOut: number | null;
	costUsd: number | null;
	finishReason: string | null;
	errorCode: string | null;
	errorText: string | null;
}

export interface EpisodeCheck {
	check: string;
	version: string;
	/** 0 for the whole conversation. */
	turn: number;
	passed: boolean;
	loose: boolean;
	score: number;
	detail: unknown;
}

/** An episode with everything behind it. */
export interface EpisodeView {
	slug: string;
	run: { slug: string; name: string } | null;
	position: number;
	attempt: number;
	suite: string;
	suiteName: string;
	version: string;
	/** Null where it is not told. */
	seed: number | null;
	range: SeedRangeName;
	replicate: number;
	control: string;
	language: string;
	category: string;
	model: string;
	modelName: string;
	contested: string;
	drivers: Record<string, StoredDriver>;
	/** What it is about, and what each seat was told; null when the suite has another version today. */
	scenario: { title: string; seats: { name: string; instructions: string }[] } | null;
	state: string;
	endReason: string | null;
	voidReason: string | null;
	turns: number;
	steps: number;
	calls: number;
	tokensIn: number;
	tokensOut: number;
	costUsd: number;
	durationMs: number | null;
	eventHash: string | null;
	metrics: Record<string, number | null> | null;
	audit: unknown;
	createdBy: string | null;
	createdAt: string;
	parent: { slug: string; turn: number } | null;
	forks: { slug: string; model: string; turn: number; state: string }[];
	/** Battles it is in: the other conversation, and what was said about the two from this one's side. */
	battles: {
		battleId: string;
		opponent: string;
		opponentSlug: string;
		kind: string | null;
		outcome: "won" | "lost" | "tie" | "both_bad" | null;
	}[];
	events: (EpisodeEvent & { at: string })[];
	checks: EpisodeCheck[];
	traces: EpisodeCall[];
}

/**
 * An episode by its public slug. Scenarios hold no secrets of theirs here: only instructions, which the seats read.
 * Throws `episode-not-found` (404).
 */
export async function readEpisode(slug: string): Promise<EpisodeView> {
	const { rows } = await pool().query(
		`SELECT e.id, e.slug, e.position, e.attempt, e.suite, e.version, e.seed, e.replicate, e.control, e.language, e.category,
			m.slug AS model, m.name AS "modelName", e.drivers, e.state, e.end_reason AS "endReason", e.void_reason AS "voidReason", e.turns,
			e.steps, e.calls, e.tokens_in AS "tokensIn", e.tokens_out AS "tokensOut", e.cost_usd AS "costUsd",
			e.duration_ms AS "durationMs", e.event_hash AS "eventHash", e.metrics, e.audit, e.created_by AS "createdBy", e.created_at AS "createdAt",
			e.fork_turn AS "forkTurn", p.slug AS "parentSlug", r.slug AS "runSlug", r.name AS "runName"
		 FROM episodes e JOIN models m ON m.id = e.model_id LEFT JOIN runs r ON r.id = e.run_id LEFT JOIN episodes p ON p.id = e.parent_id
		 WHERE e.slug = $1`,
		[slug],
	);
	const [row] = rows;
	if (row === undefined)
		throw new AppError("episode-not-found", "There is no such conversation.", { status: 404 });
	const { id, createdAt, forkTurn, parentSlug, runSlug, runName, drivers, ...facts } = row;
	await knowSuites([facts]);
	const suite = findKnownSuite(facts.suite, facts.version);
	const [events, checks, traces, forks, battles] = await Promise.all([
		readEvents(id),
		readChecks(id),
		readCalls(id),
		readForks(id),
		readBattles(id),
	]);
	return {
		...facts,
		range: seedRange(facts),
		suiteName: suite?.name ?? facts.suite,
		contested: suite?.contested ?? "assistant",
		scenario: scenarioOf(facts),
		drivers: storedDriversSchema.parse(drivers),
		createdAt: createdAt.toISOString(),
		run: runSlug === null ? null : { slug: runSlug, name: runName },
		parent: parentSlug === null ? null : { slug: parentSlug, turn: forkTurn },
		events,
		checks,
		traces,
		forks,
		battles,
	};
}

function scenarioOf(facts: {
	suite: string;
	version: string;
	seed: number;
	control: string;
	language: string;
}): EpisodeView["scenario"] {
	const suite = findKnownSuite(facts.suite, facts.version);
	if (suite === undefined) return null;
	const { control, language } = facts;
	const { title, seats } = suite.scenario(facts.seed, { control, language });
	return { title, seats: seats.map(({ name, instructions }) => ({ name, instructions })) };
}

async function readEvents(id: string): Promise<EpisodeView["events"]> {
	const { rows } = await pool().query<EpisodeEvent & { kind: EventKind; at: Date }>(
		"SELECT seq, at, kind, seat, turn, data, meta FROM episode_events WHERE episode_id = $1 ORDER BY seq",
		[id],
	);
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function readChecks(id: string): Promise<EpisodeCheck[]> {
	const { rows } = await pool().query<EpisodeCheck>(
		`SELECT "check", version, turn, passed, loose, score, detail FROM check_results WHERE episode_id = $1
		 ORDER BY turn, "check", version, position`,
		[id],
	);
	return rows;
}

async function readCalls(id: string): Promise<EpisodeCall[]> {
	const { rows } = await pool().query<Omit<EpisodeCall, "startedAt"> & { startedAt: Date }>(
		`SELECT id, turn, try_number AS "tryNumber", provider, requested_model AS "requestedModel", returned_model AS "returnedModel", state,
			started_at AS "startedAt", first_token_ms AS "firstTokenMs", duration_ms AS "durationMs", tokens_in AS "tokensIn",
			tokens_out AS "tokensOut", cost_usd AS "costUsd", finish_reason AS "finishReason", error_code AS "errorCode", error_text AS "errorText"
		 FROM calls WHERE conversation_id = $1 AND purpose = 'episode' ORDER BY started_at, id`,
		[id],
	);
	return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}

async function readForks(id: string): Promise<EpisodeView["forks"]> {
	const { rows } = await pool().query<EpisodeView["forks"][number]>(
		`SELECT e.slug, m.slug AS model, e.fork_turn AS turn, e.state FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.parent_id = $1 ORDER BY e.id`,
		[id],
	);
	return rows;
}

async function readBattles(id: string): Promise<EpisodeView["battles"]> {
	const { rows } = await pool().query<EpisodeView["battles"][number]>(
		`SELECT b.id AS "battleId", m.slug AS opponent, o.slug AS "opponentSlug", j.kind,
			CASE WHEN j.outcome IN ('tie', 'both_bad') THEN j.outcome WHEN j.outcome = CASE WHEN b.episode_a_id = $1 THEN 'a' ELSE 'b' END THEN 'won'
				WHEN j.outcome IS NOT NULL THEN 'lost' END AS outcome
		 FROM battles b JOIN episodes o ON o.id = CASE WHEN b.episode_a_id = $1 THEN b.episode_b_id ELSE b.episode_a_id END
		 JOIN models m ON m.id = o.model_id LEFT JOIN judgements j ON j.battle_id = b.id AND j.is_current AND j.withdrawn_at IS NULL
		 WHERE $1 IN (b.episode_a_id, b.episode_b_id) ORDER BY m.slug, b.id, j.kind LIMIT 500`,
		[id],
	);
	return rows;
}
