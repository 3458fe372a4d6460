import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/actor.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import type { CallInput, CallOutcome } from "#lib/models/port.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";
import type { StreamEvent } from "#lib/services/battle/turn-log.ts";
import { turnRunner } from "#lib/services/battle/turn-runner.ts";
import { overrideRuntime, runtime } from "#lib/services/runtime.ts";

/** How a model behaves in a test: told by each call's input, it ends with an outcome. */
export type Behaviour = (input: CallInput) => Promise<Partial<CallOutcome>>;

/** Says `text` in two pieces and ends well. */
export const says =
	(text: string): Behaviour =>
	async (input) => {
		const half = Math.ceil(text.length / 2);
		input.onText(text.slice(0, half));
		input.onText(text.slice(half));
		return { state: "ok", text };
	};

/** Fails before any text. */
export const fails =
	(code: string, isRetryable = false): Behaviour =>
	async () => ({
		state: "failed",
		text: "",
		failure: {
			reason: "unavailable",
			code,
			isRetryable,
			retryAfterMs: 1,
			httpStatus: 500,
			text: `${code} of the provider`,
		},
	});

/** Says `text`, then nothing more until the call is aborted. */
export const hangsAfter =
	(text: string): Behaviour =>
	async (input) => {
		if (text !== "") input.onText(text);
		await new Promise<void>((resolve) =>
			input.signal.addEventListener("abort", () => resolve(), { once: true }),
		);
		return { state: "aborted", text };
	};

const behaviours = new Map<string, Behaviour>();
/** Every call made, in order. */
export const calls: CallInput[] = [];

/** Registers models in the test's database and lets them behave as told, by slug. */
export async function useModels(models: Record<string, Behaviour>): Promise<void> {
	overrideConfig({
		PARLEY_COALESCE_MS: 5,
		PARLEY_TURNS_PER_VOTER_MAX: 100_000,
		PARLEY_LEASE_MS: 60_000,
	});
	behaviours.clear();
	calls.length = 0;
	await pool().query("UPDATE models SET state = 'retired'");
	for (const [slug, behaviour] of Object.entries(models)) {
		const { rows } = await pool().query<{ id: string }>(
			`INSERT INTO models (id, slug, name, maker, kind, source, input_modalities, output_modalities, aliases)
			 VALUES ($1, $2, $2, 'Test', 'program', 'admin', '{text}', '{text}', '{}')
			 ON CONFLICT (slug) DO UPDATE SET state = 'active' RETURNING id`,
			[randomUUID(), slug],
		);
		behaviours.set(rows[0]?.id ?? "", behaviour);
	}
	overrideRuntime({
		port: {
			async call(input) {
				calls.push(input);
				const startedAt = new Date(runtime().clock.nowMs());
				const outcome = await (behaviours.get(input.modelId) ?? fails("unscripted"))(input);
				return {
					state: "ok",
					text: "",
					failure: null,
					...outcome,
					trace: {
						provider: "test",
						requestedModel: input.modelId,
						returnedModel: input.modelId,
						parameters: { seed: input.seed, messages: input.messages.length },
						startedAt,
						firstTokenMs: 1,
						durationMs: 2,
						tokensIn: 3,
						tokensOut: 4,
						tokensReasoning: null,
						tokensCached: null,
						tokensEstimated: false,
						costUsd: 0.5,
						finishReason: "stop",
						httpStatus: 200,
					},
				};
			},
		},
	});
}

/** Nobody yet, or the voter with this id. */
export function actorOf(voterId: string | null = null): Actor {
	return {
		voterId,
		userId: null,
		role: "voter",
		scopes: [],
		via: voterId ? "cookie" : "none",
		networkHash: "test-network",
	};
}

/** Resolves when the turn is over in this process. */
export function turnOver(battleId: string, turn: number): Promise<void> {
	return eventSeen(battleId, turn, (event) => event.event === "turn-end");
}

/** Resolves at the first event of a running turn that fits; at once when the turn is not running here. */
export function eventSeen(
	battleId: string,
	turn: number,
	fits: (event: StreamEvent) => boolean,
): Promise<void> {
	const running = turnRunner().find(battleId, turn);
	if (running === undefined) return Promise.resolve();
	return new Promise((resolve) => {
		running.log.subscribe(0, (events) => {
			if (events.some(fits)) resolve();
		});
	});
}

/** Starts a battle for a new voter. */
export async function begin(mode: "blind" | "named" = "blind", models?: [string, string]) {
	const battle = await startBattle(actorOf(), { mode, models });
	return { battleId: battle.battleId, actor: actorOf(battle.voterId) };
}

/** Starts a battle and plays one turn to its end. */
export async function playTurn(text = "Hello there, how are you?") {
	const { battleId, actor } = await begin();
	const turn = await takeTurn(actor, battleId, text);
	await turnOver(battleId, turn);
	return { battleId, actor, turn };
}
