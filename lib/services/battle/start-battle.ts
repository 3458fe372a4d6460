import { createHash } from "node:crypto";
import type { BattleMode } from "#lib/arena/battle.ts";
import { consentVersion as currentConsent } from "#lib/arena/consent.ts";
import type { Origin } from "#lib/arena/outcome.ts";
import { drawPair } from "#lib/arena/pairing.ts";
import { drawMixedPair } from "#lib/arena/pairing-mix.ts";
import { isPlainPairing } from "#lib/arena/pairing-settings.ts";
import { type Actor, requestOwner } from "#lib/auth/actor.ts";
import { config } from "#lib/config/config.ts";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { sqlState, transaction, UNIQUE_VIOLATION } from "#lib/db/transaction.ts";
import { enforceLimit } from "#lib/http/rate-limit.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";
import { runtime } from "#lib/services/runtime.ts";
import { ensureAccountVoter } from "#lib/services/voter/ensure-account-voter.ts";
import { keptPlan } from "./kept-plans.ts";
import { loadCandidates } from "./load-candidates.ts";
import type { PairingPlan } from "./pairing-plan.ts";
import { loadPairingSettings } from "./pairing-settings.ts";

export interface StartBattleInput {
	mode: BattleMode;
	/** Both slugs in named mode: slot a, slot b. */
	models?: [string, string] | undefined;
	category?: string | undefined;
	language?: string | undefined;
	/**
	 * The version of the consent text that was read; an older one is refused. Starting a battle is
	 * agreeing to the current one, as the interface says, so that is what is stored without it.
	 */
	consentVersion?: string | undefined;
	/** The request's Idempotency-Key: the same request again is the battle that it started before. */
	requestKey?: string | null | undefined;
	/** Only the demo sets these three; `among` limits blind pairing to these slugs. */
	among?: readonly string[] | undefined;
	origin?: Origin | undefined;
	scriptedBy?: string | undefined;
}

export interface StartedBattle {
	battleId: string;
	mode: BattleMode;
	state: "open";
	/** The owner; new when the actor had no voter. */
	voterId: string;
	/** It was started before, by the same request. */
	isRepeat: boolean;
}

interface Pair {
	aId: string;
	bId: string;
	sideOfA: "left" | "right";
	propensity: number | null;
	reason: string;
}

/**
 * Pairs two models (drawn for blind, chosen for named) and opens a battle for the actor, making a
 * voter of them first if need be. The same request again is answered with the battle that it started,
 * whatever became of its answer. Throws `too-few-models` (503), `consent-outdated` (409),
 * `models-missing`, `unknown-model` or `same-model` (422), `rate-limited` (429).
 */
export async function startBattle(actor: Actor, input: StartBattleInput): Promise<StartedBattle> {
	if (input.consentVersion !== undefined && input.consentVersion !== currentConsent)
		throw new AppError(
			"consent-outdated",
			`The text about your data has changed (now ${currentConsent}). Reload the page and read it before you start.`,
			{ status: 409, data: { consentVersion: currentConsent } },
		);
	const { requestKey: key = null } = input;
	const requestKey = key === null ? null : requestKeyOf(actor, key);
	if (requestKey === null) return openBattle(actor, input, null);
	const earlier = await findStarted(requestKey);
	if (earlier !== null) return earlier;
	try {
		return await openBattle(actor, input, requestKey);
	} catch (error) {
		// The same request was faster in another process.
		const started = sqlState(error) === UNIQUE_VIOLATION ? await findStarted(requestKey) : null;
		if (started === null) throw error;
		return started;
	}
}

/** Hashed: what stays with the battle leads to no network and no account. */
const requestKeyOf = (actor: Actor, key: string): string =>
	createHash("sha256")
		.update(`${requestOwner(actor)} ${key}`)
		.digest("hex");

async function findStarted(requestKey: string): Promise<StartedBattle | null> {
	const { rows } = await pool().query<Pick<StartedBattle, "battleId" | "mode" | "voterId">>(
		`SELECT id AS "battleId", mode, owner_voter_id AS "voterId" FROM battles WHERE request_key = $1`,
		[requestKey],
	);
	return rows[0] === undefined ? null : { ...rows[0], state: "open", isRepeat: true };
}

async function openBattle(
	actor: Actor,
	input: StartBattleInput,
	requestKey: string | null,
): Promise<StartedBattle> {
	if (input.scriptedBy === undefined)
		await enforceLimit(`battles:network:${actor.networkHash}`, {
			max: config().PARLEY_BATTLES_PER_NETWORK_MAX,
			windowSeconds: config().PARLEY_TURNS_WINDOW_SECONDS,
		});
	const { clock, random } = runtime();
	const pair =
		input.mode === "named" ? await namedPair(input.models) : await blindPair(random, input.among);
	const now = clock.nowMs();
	const battleId = uuidV7(now);
	const voterId =
		actor.voterId ?? (actor.userId === null ? uuidV7(now) : await ensureAccountVoter(actor.userId));
	const seed = randomInt(random, 2 ** 31);
	await transaction(async (client) => {
		await keepVoter(client, voterId, actor, input);
		await client.query(
			`WITH battle AS (
			   INSERT INTO battles (id, slug, owner_voter_id, origin, mode, category, language, categories, model_a_id, model_b_id,
			                        side_of_a, pairing_reason, propensity, display_policy, consent_version, scripted_by, request_key)
			   VALUES ($1, $2, $3, $4, $5, $6, $7, '{}', $8, $9, $10, $11, $12, $13, $14, $15, $19) RETURNING id)
			 INSERT INTO conversations (id, battle_id, slot, model_id, seed)
			 SELECT c.id, battle.id, c.slot, c.model_id, $16 FROM battle,
			   (VALUES ($17::uuid, 'a', $8::uuid), ($18::uuid, 'b', $9::uuid)) AS c(id, slot, model_id)`,
			[
				battleId,
				randomSlug(),
				voterId,
				input.origin ?? "human",
				input.mode,
				input.category ?? null,
				input.language ?? null,
				pair.aId,
				pair.bId,
				pair.sideOfA,
				pair.reason,
				pair.propensity,
				config().PARLEY_DISPLAY_POLICY,
				agreedTo(input),
				input.scriptedBy ?? null,
				seed,
				uuidV7(now),
				uuidV7(now),
				requestKey,
			],
		);
	});
	return {
		battleId,
		mode: input.mode,
		state: "open",
		voterId,
		isRepeat: false,
	};
}

/**
 * The voter of an actor, made if need be, with the consent that using the arena is. A cookie may outlive its row (a
 * restored backup): the voter is then made again under the same id.
 */
export async function keepVoter(
	client: Queryable,
	voterId: string,
	actor: Actor,
	input: Pick<StartBattleInput, "scriptedBy"> = {},
): Promise<void> {
	const kept = await client.query(
		`INSERT INTO voters (id, consent_version, network_hash, is_scripted) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (id) DO UPDATE SET last_seen_at = now(),
		   consent_version = coalesce(EXCLUDED.consent_version, voters.consent_version), network_hash = EXCLUDED.network_hash
		 WHERE voters.user_id IS NULL OR voters.user_id NOT LIKE 'deleted:%'`,
		[voterId, agreedTo(input), actor.networkHash, input.scriptedBy !== undefined],
	);
	if (kept.rowCount === 0)
		throw new AppError("not-signed-in", "This account was deleted a moment ago.", { status: 401 });
}

async function blindPair(random: Random, among: readonly string[] | undefined): Promise<Pair> {
	const [all, settings] = await Promise.all([loadCandidates(), loadPairingSettings()]);
	const candidates = all.filter(({ slug }) => among?.includes(slug) ?? true);
	const drawn = isPlainPairing(settings)
		? drawPair(candidates, random)
		: drawPlanned(await keptPlan(candidates, settings), random);
	if ("error" in drawn)
		throw new AppError(
			"too-few-models",
			"Fewer than two models are active, so there is nothing to compare. The operator can activate models on the admin page.",
			{ status: 503 },
		);
	return {
		aId: drawn.a.id,
		bId: drawn.b.id,
		sideOfA: drawn.sideOfA,
		propensity: drawn.propensity,
		reason: drawn.reason,
	};
}

function drawPlanned({ pairs, reason }: PairingPlan, random: Random) {
	const drawn = drawMixedPair(pairs, random);
	return drawn === null ? { error: "too-few-models" as const } : { ...drawn, reason };
}

async function namedPair(models: [string, string] | undefined): Promise<Pair> {
	if (models === undefined)
		throw new AppError(
			"models-missing",
			"Named mode needs `models`: two slugs of active models, see /api/models.",
			{
				status: 422,
			},
		);
	const [slugA, slugB] = models;
	if (slugA === slugB)
		throw new AppError(
			"same-model",
			"Choose two different models: a model is not compared with itself.",
			{ status: 422 },
		);
	const { rows } = await pool().query<{ id: string; slug: string }>(
		"SELECT id, slug FROM models WHERE slug = ANY($1) AND state = 'active' AND source <> 'run'",
		[models],
	);
	const idOf = (slug: string): string => {
		const found = rows.find((row) => row.slug === slug);
		if (found === undefined)
			throw new AppError(
				"unknown-model",
				`There is no active model with the slug "${slug.slice(0, 100)}". /api/models lists them.`,
				{
					status: 422,
				},
			);
		return found.id;
	};
	return {
		aId: idOf(slugA),
		bId: idOf(slugB),
		sideOfA: runtime().random.next() < 0.5 ? "left" : "right",
		propensity: null,
		reason: "named",
	};
}

/** Behind a script is nobody who could agree to anything. */
const agreedTo = (input: Pick<StartBattleInput, "scriptedBy">): string | null =>
	input.scriptedBy === undefined ? currentConsent : null;
