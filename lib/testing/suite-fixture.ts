import { randomUUID } from "node:crypto";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { randomSlug } from "#lib/kernel/ids.ts";
import { pairEpisode } from "#lib/services/run/pair-episode.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";

export interface EpisodeFacts {
	model: string;
	metrics?: Record<string, number | null>;
	suite?: string;
	/** That of the catalogue unless told. */
	version?: string;
	seed?: number;
	replicate?: number;
	control?: string;
	language?: string;
	/** Drivers of the other seats, as in a pairing key. */
	others?: string;
	state?: "finished" | "void" | "running";
	voidReason?: string;
	/** ISO time. */
	endedAt?: string;
	/** Makes battles with other episodes of the same key, as a run does. */
	pairs?: boolean;
}

/** A model of this slug, made when it is not there. */
export async function ensureModel(slug: string, family = "test"): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		`INSERT INTO models (id, slug, name, maker, family, kind, source, input_modalities, output_modalities, aliases)
		 VALUES ($1, $2, $3, 'Test', $4, 'language-model', 'admin', '{text}', '{text}', '{}')
		 ON CONFLICT (slug) DO UPDATE SET state = 'active' RETURNING id`,
		[randomUUID(), slug, `Model ${slug}`, family],
	);
	return rows[0]?.id ?? "";
}

/** Stores an episode of a run as if it had been played; of Boards unless told. Returns its id. */
export async function storeEpisode(facts: EpisodeFacts): Promise<string> {
	const { model, metrics = {}, suite = "boards", seed = 1, replicate = 0 } = facts;
	const { control = "main", language = "en", others = "seat:opponent=solver@1.0.0" } = facts;
	const { state = "finished", endedAt = "2026-01-01T00:00:00Z" } = facts;
	const version = facts.version ?? findSuite(suite)?.version ?? "1.0.0";
	const modelId = await ensureModel(model);
	const id = randomUUID();
	const runId = await ensureRun();
	const key = `${suite}@${version} seed=${seed} replicate=${replicate} control=${control} language=${language} ${others}`;
	await transaction(async (client) => {
		await client.query(
			`INSERT INTO episodes (id, slug, run_id, position, suite, version, seed, replicate, control, language, category, model_id, drivers,
			   pairing_key, state, void_reason, turns, metrics, ended_at)
			 VALUES ($1, $2, $3, (SELECT count(*) FROM episodes), $4, $5, $6, $7, $8, $9, 'test', $10, '{}', $11, $12, $13, 2, $14, $15)`,
			[
				id,
				randomSlug(),
				runId,
				suite,
				version,
				seed,
				replicate,
				control,
				language,
				modelId,
				key,
				state,
				facts.voidReason ?? null,
				JSON.stringify(metrics),
				endedAt,
			],
		);
		if (facts.pairs === true)
			await pairEpisode(client, {
				id,
				suite,
				version,
				seed,
				modelId,
				turns: 2,
				metrics,
			});
	});
	return id;
}

async function ensureRun(): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		`INSERT INTO runs (id, slug, name, yaml, configuration, state, estimate, created_by)
		 VALUES ($1, 'test-run', 'Test run', '', '{}', 'finished', '{}', 'test')
		 ON CONFLICT (slug) DO UPDATE SET name = 'Test run' RETURNING id`,
		[randomUUID()],
	);
	return rows[0]?.id ?? "";
}

/** What a check found in an episode. */
export async function storeCheck(
	episodeId: string,
	check: { turn: number; passed: boolean; version?: string; at?: string },
): Promise<void> {
	await pool().query(
		`INSERT INTO check_results (episode_id, "check", version, turn, position, passed, loose, score, detail, at)
		 VALUES ($1, 'test/check', $2, $3, 0, $4, $4, 1, '{}', $5)`,
		[
			episodeId,
			check.version ?? "1.0.0",
			check.turn,
			check.passed,
			check.at ?? "2026-01-01T00:00:00Z",
		],
	);
}

/** What a seat said in an episode. */
export async function storeMessage(
	episodeId: string,
	seq: number,
	message: { seat: string; text: string; kind?: "text" | "observation" },
): Promise<void> {
	const { seat, text, kind = "text" } = message;
	await pool().query(
		`INSERT INTO episode_events (episode_id, seq, kind, seat, turn, data) VALUES ($1, $2, 'message', $3, 1, $4)`,
		[episodeId, seq, seat, JSON.stringify({ kind, text, to: [seat] })],
	);
}
