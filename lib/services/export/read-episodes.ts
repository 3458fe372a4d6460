import { z } from "zod";
import { episodeMessages } from "#lib/datasets/episode-messages.ts";
import type { RecordedEpisode } from "#lib/datasets/episode-record.ts";
import { logFeedback } from "#lib/datasets/log-feedback.ts";
import { type LoggedEvent, logMessages } from "#lib/datasets/log-messages.ts";
import { pool } from "#lib/db/pool.ts";
import { seededRandom } from "#lib/kernel/random.ts";
import { findKnownSuite, knowSuites } from "#lib/services/run/known-suite.ts";
import { type StoredDriver, storedDriversSchema } from "#lib/services/run/stored-driver.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { toldSeed } from "./told-seed.ts";

export interface EpisodeReading {
	/** Turns what names a scenario into a pseudonym. */
	pseudonym: (name: string) => string;
	/** Numbers of board seeds are written too. */
	showBoardSeeds: boolean;
}

interface Row {
	id: string;
	suite: string;
	version: string;
	seed: number;
	replicate: number;
	control: string;
	language: string;
	model: string;
	drivers: unknown;
	pairingKey: string;
	state: string;
	metrics: unknown;
	parentId: string | null;
	forkTurn: number | null;
}

const metricsSchema = z.record(z.string(), z.number().nullable()).nullable();
/** The events that rows are made of; the others tell of calls. */
const EVENT_KINDS = ["message", "tool-call", "tool-result", "env-step", "user-decision"];

/**
 * Conversations by their ids, as records of the data sets. Their suites must have the version they were played in.
 * A few queries; nothing stays open between two.
 */
export async function readEpisodes(
	ids: readonly string[],
	reading: EpisodeReading,
): Promise<Map<string, RecordedEpisode>> {
	const [episodes, events, scores, critiques] = await Promise.all([
		pool().query<Row>(
			`SELECT e.id, e.suite, e.version, e.seed, e.replicate, e.control, e.language, m.slug AS model, e.drivers,
				e.pairing_key AS "pairingKey", e.state, e.metrics, e.parent_id AS "parentId", e.fork_turn AS "forkTurn"
			 FROM episodes e JOIN models m ON m.id = e.model_id WHERE e.id = ANY ($1::uuid[])`,
			[ids],
		),
		pool().query<LoggedEvent & { id: string }>(
			`SELECT episode_id AS id, kind, seat, turn, data FROM episode_events
			 WHERE episode_id = ANY ($1::uuid[]) AND kind = ANY ($2) ORDER BY episode_id, seq`,
			[ids, EVENT_KINDS],
		),
		readScores(ids),
		readCritiques(ids),
	]);
	await knowSuites(episodes.rows);
	const logs = Map.groupBy(events.rows, ({ id }) => id);
	return new Map(
		episodes.rows.map((row) => [
			row.id,
			recordOf(
				row,
				{ events: logs.get(row.id) ?? [], critiques: critiques.get(row.id) ?? [] },
				(turn) => scores.get(`${row.id} ${turn}`) ?? null,
				reading,
			),
		]),
	);
}

/** By conversation and turn, the mean score of its checks, each in the version that was run last. */
async function readScores(ids: readonly string[]): Promise<Map<string, number>> {
	const { rows } = await pool().query<{ key: string; score: number }>(
		`SELECT c.episode_id || ' ' || c.turn AS key, avg(c.score)::float AS score
		 FROM check_results c JOIN (
			SELECT DISTINCT ON (episode_id, "check") episode_id, "check", version FROM check_results
			WHERE episode_id = ANY ($1::uuid[]) ORDER BY episode_id, "check", at DESC, version DESC) AS last USING (episode_id, "check", version)
		 WHERE c.turn > 0 GROUP BY c.episode_id, c.turn`,
		[ids],
	);
	return new Map(rows.map(({ key, score }) => [key, score]));
}

interface StoredCritique {
	id: string;
	turn: number;
	critique: string;
	refinement: string;
	withGold: boolean;
}

/** What critics said of replies afterwards, by conversation. */
async function readCritiques(ids: readonly string[]): Promise<Map<string, StoredCritique[]>> {
	const { rows } = await pool().query<StoredCritique>(
		`SELECT episode_id AS id, turn, critique, refinement, with_gold AS "withGold" FROM critiques
		 WHERE episode_id = ANY ($1::uuid[]) AND status = 'ok' ORDER BY episode_id, turn, critic, version`,
		[ids],
	);
	return Map.groupBy(rows, ({ id }) => id);
}

function recordOf(
	row: Row,
	{ events, critiques }: { events: readonly LoggedEvent[]; critiques: readonly StoredCritique[] },
	scoreOf: (turn: number) => number | null,
	{ pseudonym, showBoardSeeds }: EpisodeReading,
): RecordedEpisode {
	const { id, suite: slug, version, seed, replicate, control, language, model, pairingKey } = row;
	const suite = findKnownSuite(slug, version);
	if (suite === undefined)
		throw new Error(`Broken invariant: ${slug} ${version} is not played here today`);
	const scenario = suite.scenario(seed, { control, language });
	const { contested, title, policy } = scenario;
	const metrics = metricsSchema.parse(row.metrics) ?? {};
	const told = toldSeed(row, showBoardSeeds, pseudonym);
	return {
		id,
		suite: slug,
		version,
		seed: told.isTold ? seed : null,
		scenarioKey: told.key,
		replicate,
		control,
		language,
		title,
		contested,
		model,
		others: othersOf(storedDriversSchema.parse(row.drivers), contested),
		turnsMax: policy.turnsMax,
		tools: toolsOf(suite, scenario),
		...episodeMessages({ scenario, messages: logMessages(events) }, events),
		feedback: [
			...logFeedback(events, contested, scoreOf),
			// A critic comes after the end, so nothing that it said was answered.
			...critiques.map(({ id: _, ...said }) => ({
				...said,
				scoreBefore: scoreOf(said.turn),
				scoreAfter: null,
			})),
		],
		metrics,
		score: scoreIn(suite, metrics),
		isVoid: row.state === "void",
		fork:
			row.parentId === null || row.forkTurn === null
				? null
				: { parentId: row.parentId, turn: row.forkTurn },
		pairingKey,
	};
}

/** The primary number, turned so that higher is better. */
function scoreIn(suite: Suite, metrics: RecordedEpisode["metrics"]): number | null {
	const { metric } = suite.primary;
	const value = metrics[metric] ?? null;
	const isLowerBetter = suite.metrics.find(({ name }) => name === metric)?.better === "lower";
	// Adding 0 makes a plain 0 of -0.
	return value === null || !isLowerBetter ? value : -value + 0;
}

function othersOf(
	drivers: Record<string, StoredDriver>,
	contested: string,
): Record<string, string> {
	const words = ({ kind, model, program, version }: StoredDriver) =>
		kind === "program"
			? `${program}@${version}${model === null ? "" : `+${model}`}`
			: kind === "model"
				? `model:${model}`
				: kind;
	return Object.fromEntries(
		Object.entries(drivers).flatMap(([seat, driver]) =>
			seat === contested ? [] : [[seat, words(driver)]],
		),
	);
}

/** The tools that the contested seat was offered at the start. Which they are does not depend on chance. */
function toolsOf({ environment }: Suite, scenario: Scenario): RecordedEpisode["tools"] {
	if (!environment?.tools) return [];
	const state = environment.reset(scenario.init, seededRandom(scenario.seed));
	return environment
		.tools(state, scenario.contested)
		.map(({ name, description, parameters }) => ({ name, description, parameters }));
}
