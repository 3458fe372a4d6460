import type { Actor } from "#lib/auth/actor.ts";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { enforceLimit } from "#lib/http/rate-limit.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { keepVoter } from "#lib/services/battle/start-battle.ts";
import { readJudgedPair } from "#lib/services/judging/judged-pair.ts";
import { loadRegistry } from "#lib/services/model/load-registry.ts";
import { runtime } from "#lib/services/runtime.ts";
import { ensureAccountVoter } from "#lib/services/voter/ensure-account-voter.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { namesAModel } from "./names-a-model.ts";
import { sealPair } from "./sealed-pair.ts";

export interface DrawnPair {
	/** See `sealPair`. */
	sealed: string;
	voterId: string;
}

/** So many battles are looked at by chance; of these those with the fewest votes of people come first. */
const LOOKED_AT = 300;
const TRIED = 20;

/**
 * Draws a simulated battle for the actor to judge: one that a program or a jury has judged and that few people and not
 * this voter voted on, of the suites' current versions and without twins, and not of a pair that somebody chose. Which conversation stands left is drawn for
 * each voter anew. Conversations that name a model, or are the same, are passed over. Makes a voter first if need be.
 * Throws `no-pair` (404), `rate-limited` (429).
 */
export async function drawPair(actor: Actor, suite: string | null): Promise<DrawnPair> {
	await enforceLimit(`pairs:network:${actor.networkHash}`, {
		max: config().PARLEY_BATTLES_PER_NETWORK_MAX,
		windowSeconds: config().PARLEY_TURNS_WINDOW_SECONDS,
	});
	const { clock, random } = runtime();
	const nowMs = clock.nowMs();
	const voterId =
		actor.voterId ??
		(actor.userId === null ? uuidV7(nowMs) : await ensureAccountVoter(actor.userId));
	await transaction((client) => keepVoter(client, voterId, actor));
	const battleId = await findBlindBattle(voterId, suite);
	if (battleId === null)
		throw new AppError("no-pair", "There is no pair left for you to judge. Come back later.", {
			status: 404,
		});
	const left = random.next() < 0.5 ? "a" : "b";
	const pair = { battleId, voterId, left, atMs: nowMs } as const;
	return { sealed: sealPair(pair, await instanceSecret()), voterId };
}

async function findBlindBattle(voterId: string, suite: string | null): Promise<string | null> {
	const { models } = await loadRegistry();
	for (const id of await candidates(voterId, suite)) {
		const pair = await readJudgedPair(id);
		if (pair === null) continue;
		const [a, b] = [pair.a, pair.b].map(({ messages }) => JSON.stringify(messages));
		if (a === undefined || b === undefined || a === b) continue;
		if (!namesAModel(`${pair.a.task} ${a} ${b}`, models)) return id;
	}
	return null;
}

/** Slugs are random, so those from a random one on are a draw, along their index and not over all battles there are. */
const drawnWhere = (range: string) =>
	`SELECT b.id FROM battles b JOIN episodes e ON e.id = b.episode_a_id
	JOIN jsonb_to_recordset($2) AS s(slug text, version text) ON s.slug = e.suite AND s.version = e.version
	WHERE ${range} AND b.pairing_reason = 'equal-key' AND e.control = 'main' AND ($3::text IS NULL OR e.suite = $3)
		AND EXISTS (SELECT 1 FROM judgements j WHERE j.battle_id = b.id AND j.kind IN ('check', 'verdict') AND j.is_current)
		AND NOT EXISTS (SELECT 1 FROM judgements o WHERE o.battle_id = b.id AND o.voter_id = $1)
	ORDER BY b.slug LIMIT $4`;

async function candidates(voterId: string, suite: string | null): Promise<string[]> {
	const current = JSON.stringify(suites.map(({ slug, version }) => ({ slug, version })));
	const { rows } = await pool().query<{ id: string }>(
		`SELECT id FROM (
			SELECT id, (SELECT count(*) FROM judgements v WHERE v.battle_id = drawn.id AND v.kind = 'vote' AND v.is_current) AS votes
			FROM ((${drawnWhere("b.slug >= $6")}) UNION ALL (${drawnWhere("b.slug < $6")})) drawn LIMIT $4) looked
		 ORDER BY votes, random() LIMIT $5`,
		[voterId, current, suite, LOOKED_AT, TRIED, randomSlug()],
	);
	return rows.map(({ id }) => id);
}
