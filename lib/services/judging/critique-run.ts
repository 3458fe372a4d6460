import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { critiquePrompt, critiqueVersion, parseCritique } from "#lib/judging/critique.ts";
import type { JudgedConversation } from "#lib/judging/transcript.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import type { RunConfig } from "#lib/simulation/run-config.ts";
import { callJudge } from "./call-judge.ts";
import { readJudgedEpisode } from "./judged-pair.ts";
import { assertBudget, type WorkThroughOptions, workThrough } from "./work-through.ts";

type Critics = NonNullable<RunConfig["critics"]>;

interface Chosen {
	id: string;
	turn: number;
	seed: number;
}

/**
 * Has the last reply of a run's conversations criticised, and written anew, by its critics. What is stored is not asked
 * again. A critic that cannot be read leaves a row without texts and with the reason. Resolves to what of the budget is
 * used up, or null.
 */
export async function critiqueRun(
	critics: Critics,
	options: WorkThroughOptions,
): Promise<string | null> {
	const { bySlug } = await loadRegistry();
	const models = critics.models.flatMap((slug) => bySlug.get(slug) ?? []);
	const episodes = await chooseEpisodes(options.runId, critics.episodesMax ?? null);
	return workThrough(episodes, options, async (chosen, signal) => {
		const conversation = await readJudgedEpisode(chosen.id);
		if (conversation === null) return;
		for (const model of models) {
			await assertBudget(options.runId);
			await criticise(options.runId, chosen, conversation, model, signal);
		}
	});
}

/** Finished episodes of the main scenario, spread evenly over suites and models. */
async function chooseEpisodes(runId: string, max: number | null): Promise<Chosen[]> {
	const { rows } = await pool().query<Chosen>(
		`SELECT id, turns AS turn, seed FROM (
			SELECT id, turns, seed, row_number() OVER (PARTITION BY suite, model_id ORDER BY position) AS round
			FROM episodes WHERE run_id = $1 AND state = 'finished' AND control = 'main') chosen
		 ORDER BY round, id LIMIT $2`,
		[runId, max],
	);
	return rows;
}

async function criticise(
	runId: string,
	{ id, turn, seed }: Chosen,
	conversation: JudgedConversation,
	model: RegisteredModel,
	signal: AbortSignal,
): Promise<void> {
	const known = await pool().query(
		"SELECT 1 FROM critiques WHERE episode_id = $1 AND critic = $2 AND version = $3 AND status <> 'failed'",
		[id, model.slug, critiqueVersion],
	);
	const contested = conversation.seats.find(({ isContested }) => isContested)?.seat;
	const reply = conversation.messages.findLastIndex(
		({ seat, kind }) => seat === contested && kind === "text",
	);
	if (known.rowCount === 1 || reply < 0) return;
	const charactersMax = config().PARLEY_JUROR_CHARACTERS_MAX;
	const messages = critiquePrompt({
		conversation: within(conversation, reply, charactersMax),
		reply: within(conversation, reply, charactersMax).messages.length - 1,
		gold: null,
		nonce: randomSlug(),
		charactersMax,
	});
	const about = { battleId: null, conversationId: id, turn };
	const asked = await callJudge(messages, { model, about, seed, attempt: 1, signal });
	const { outcome, callId, spent } = asked;
	const parsed = outcome.state === "ok" ? parseCritique(outcome.text, null) : null;
	await pool().query(
		`INSERT INTO critiques (id, episode_id, run_id, turn, critic, version, with_gold, status, reason, critique, refinement, call_id, calls, tokens_in,
		   tokens_out, cost_usd)
		 VALUES ($1, $2, $3, $4, $5, $6, false, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		 ON CONFLICT (episode_id, turn, critic, version) DO UPDATE SET status = excluded.status, reason = excluded.reason,
			critique = excluded.critique, refinement = excluded.refinement, call_id = excluded.call_id,
			calls = critiques.calls + excluded.calls, tokens_in = critiques.tokens_in + excluded.tokens_in,
			tokens_out = critiques.tokens_out + excluded.tokens_out,
			cost_usd = CASE WHEN critiques.cost_usd IS NULL THEN excluded.cost_usd ELSE critiques.cost_usd + coalesce(excluded.cost_usd, 0) END
			WHERE critiques.status = 'failed'`,
		[
			uuidV7(runtime().clock.nowMs()),
			id,
			runId,
			turn,
			model.slug,
			critiqueVersion,
			parsed?.status ?? "failed",
			parsed === null
				? (outcome.failure?.code ?? "failed")
				: parsed.status === "ok"
					? null
					: parsed.reason,
			parsed?.status === "ok" ? storable(parsed.verdict.critique) : null,
			parsed?.status === "ok" ? storable(parsed.verdict.refinement) : null,
			callId,
			spent.calls,
			spent.tokensIn,
			spent.tokensOut,
			spent.costUsd,
		],
	);
}

const storable = (text: string) => text.replaceAll("\0", "").toWellFormed();

/** The conversation up to the reply, without as many of its first messages as it takes to fit into one prompt. */
function within(
	conversation: JudgedConversation,
	reply: number,
	charactersMax: number,
): JudgedConversation {
	// A message also has a line that says whose it is, and marks on each of its lines.
	const size = (text: string) => 100 + text.length + 2 * text.split("\n").length;
	let left = charactersMax;
	const messages = conversation.messages
		.slice(0, reply + 1)
		.reverse()
		.filter(({ text }, i) => {
			left = left < 0 ? left : left - size(text);
			return i === 0 || left >= 0;
		})
		.reverse();
	return { ...conversation, messages };
}
