import { z } from "zod";
import { battleModeSchema, battleStates, replyStates, voteScopes } from "#lib/arena/battle.ts";
import { originSchema, outcomeSchema, type Slot, slotSchema } from "#lib/arena/outcome.ts";
import type { BattleRecord, JudgementRecord, SaidMessage } from "#lib/datasets/battle-record.ts";

const count = z.int().min(0);
const amount = z.number().min(0).nullable();
const at = z.iso.datetime();

const styleSchema = z.strictObject({
	characters: count,
	words: count,
	headers: z.strictObject({
		h1: count,
		h2: count,
		h3: count,
		h4: count,
		h5: count,
		h6: count,
	}),
	lists: z.strictObject({ ordered: count, unordered: count }),
	bold: z.strictObject({ stars: count, underscores: count }),
	codeBlocks: count,
	emoji: count,
	citations: count,
});

const callSchema = z.strictObject({
	turn: count,
	attempt: z.int().min(1),
	try: z.int().min(1),
	state: z.string(),
	provider: z.string(),
	requested_model: z.string(),
	returned_model: z.string().nullable(),
	parameters: z.record(z.string(), z.unknown()),
	started_at: at,
	first_token_ms: amount,
	duration_ms: amount,
	tokens_in: amount,
	tokens_out: amount,
	tokens_reasoning: amount,
	tokens_cached: amount,
	tokens_estimated: z.boolean(),
	cost_usd: amount,
	finish_reason: z.string().nullable(),
	http_status: z.int().nullable(),
	error_code: z.string().nullable(),
});

const modelSchema = z.strictObject({
	slug: z.string(),
	name: z.string(),
	maker: z.string(),
	kind: z.string(),
	licence: z.string().nullable(),
	open_weights: z.boolean(),
});

const conversationSchema = z.strictObject({
	/** Null where each call had its own. */
	seed: z.int().nullable(),
	system_prompt_hash: z.string().nullable(),
	messages: z.array(
		z.discriminatedUnion("role", [
			z.strictObject({
				/** 0 for a history. */
				turn: count,
				role: z.literal("user"),
				text: z.string(),
			}),
			z.strictObject({
				turn: count,
				role: z.literal("assistant"),
				text: z.string(),
				state: z.enum(replyStates),
				cut_offset: count.nullable(),
				failure_reason: z.string().nullable(),
				attempt: z.int().min(1),
				style: styleSchema.nullable(),
				has_leak: z.boolean(),
			}),
		]),
	),
	calls: z.array(callSchema),
});

const judgementSchema = z.strictObject({
	id: z.uuid(),
	judge: z.string(),
	judge_id: z.string(),
	scope: z.enum(voteScopes),
	turn: count,
	/** Null in a withdrawn vote, like everything else its voter had said with it. */
	outcome: outcomeSchema.nullable(),
	strength: z.int().min(1).max(3).nullable(),
	reasons_a: z.array(z.string()),
	reasons_b: z.array(z.string()),
	comment: z.string().nullable(),
	left_slot: slotSchema,
	dwell_ms: count.nullable(),
	version: z.int().min(1),
	supersedes: z.uuid().nullable(),
	superseded: z.boolean(),
	withdrawn_at: at.nullable(),
	exclusions: z.array(z.string()),
	turns: count,
	timestamp: at,
});

/** Parley's own shape: one battle with both conversations, every call and every judgement's versions. */
export const parleyRowSchema = z.strictObject({
	id: z.uuid(),
	timestamp: at,
	revealed_at: at,
	origin: originSchema,
	mode: battleModeSchema,
	state: z.enum(battleStates),
	category: z.string().nullable(),
	language: z.string().nullable(),
	categories: z.array(z.string()),
	categoriser_version: z.string().nullable(),
	pairing_reason: z.string(),
	propensity: z.number().min(0).max(1).nullable(),
	side_a: z.enum(["left", "right"]),
	display_policy: z.string(),
	has_leak: z.boolean(),
	model_a: modelSchema,
	model_b: modelSchema,
	conversation_a: conversationSchema,
	conversation_b: conversationSchema,
	judgements: z.array(judgementSchema),
	scenario: z
		.strictObject({
			suite: z.string(),
			key: z.string(),
			version: z.string(),
			/** Null where it is private. */
			seed: z.int().nullable(),
		})
		.nullable(),
	consent_version: z.string().nullable(),
	schema_version: z.literal(1),
});

export type ParleyRow = z.infer<typeof parleyRowSchema>;

/** A battle with all its judgements, oldest first, as a row of Parley's own format. */
export function parleyRow(battle: BattleRecord, judgements: readonly JudgementRecord[]): ParleyRow {
	return {
		id: battle.id,
		timestamp: battle.createdAt,
		revealed_at: battle.revealedAt,
		origin: battle.origin,
		mode: battle.mode,
		state: battle.state,
		category: battle.category,
		language: battle.language,
		categories: battle.categories,
		categoriser_version: battle.categoriserVersion,
		pairing_reason: battle.pairingReason,
		propensity: battle.propensity,
		side_a: battle.sideOfA,
		display_policy: battle.displayPolicy,
		has_leak: battle.hasLeak,
		model_a: modelOf(battle, "a"),
		model_b: modelOf(battle, "b"),
		conversation_a: conversationOf(battle, "a"),
		conversation_b: conversationOf(battle, "b"),
		judgements: judgements.map(judgementOf),
		scenario: battle.simulation?.scenario ?? null,
		consent_version: battle.consentVersion,
		schema_version: 1,
	};
}

function modelOf(battle: BattleRecord, slot: Slot): ParleyRow["model_a"] {
	const { slug, name, maker, kind, licence, openWeights } = battle.contenders[slot];
	return { slug, name, maker, kind, licence, open_weights: openWeights };
}

function conversationOf(battle: BattleRecord, slot: Slot): ParleyRow["conversation_a"] {
	const contender = battle.contenders[slot];
	return {
		seed: contender.seed,
		system_prompt_hash: contender.systemPromptHash,
		messages: battle.simulation
			? battle.simulation.said[slot].map(saidMessage)
			: battle.turns.flatMap(({ turn, text, replies }) => [
					{ turn, role: "user" as const, text },
					{
						turn,
						role: "assistant" as const,
						text: replies[slot].text,
						state: replies[slot].state,
						cut_offset: replies[slot].cutOffset,
						failure_reason: replies[slot].failureReason,
						attempt: replies[slot].attempt,
						style: replies[slot].style,
						has_leak: replies[slot].hasLeak,
					},
				]),
		calls: contender.calls.map((call) => ({
			turn: call.turn,
			attempt: call.attempt,
			try: call.tryNumber,
			state: call.state,
			provider: call.provider,
			requested_model: call.requestedModel,
			returned_model: call.returnedModel,
			parameters: call.parameters,
			started_at: call.startedAt,
			first_token_ms: call.firstTokenMs,
			duration_ms: call.durationMs,
			tokens_in: call.tokensIn,
			tokens_out: call.tokensOut,
			tokens_reasoning: call.tokensReasoning,
			tokens_cached: call.tokensCached,
			tokens_estimated: call.tokensEstimated,
			cost_usd: call.costUsd,
			finish_reason: call.finishReason,
			http_status: call.httpStatus,
			error_code: call.errorCode,
		})),
	};
}

/** What was said in a simulated conversation: its form is counted for no leaderboard, and so is not known here. */
function saidMessage({
	role,
	turn,
	text,
}: SaidMessage): ParleyRow["conversation_a"]["messages"][number] {
	if (role === "user") return { turn, role, text };
	const whole = {
		cut_offset: null,
		failure_reason: null,
		attempt: 1,
		style: null,
		has_leak: false,
	};
	return { turn, role, text, state: "done", ...whole };
}

/** A withdrawn vote is a tombstone: that it was there and when it went, not what it said. */
function judgementOf(judgement: JudgementRecord): ParleyRow["judgements"][number] {
	const isGone = judgement.withdrawnAt !== null;
	return {
		id: judgement.id,
		judge: judgement.judge,
		judge_id: judgement.judgeId,
		scope: judgement.scope,
		turn: judgement.turn,
		outcome: isGone ? null : judgement.outcome,
		strength: isGone ? null : judgement.strength,
		reasons_a: isGone ? [] : judgement.reasons.a,
		reasons_b: isGone ? [] : judgement.reasons.b,
		comment: isGone ? null : judgement.comment,
		left_slot: judgement.leftSlot,
		dwell_ms: isGone ? null : judgement.dwellMs,
		version: judgement.version,
		supersedes: judgement.supersedesId,
		superseded: !judgement.isCurrent,
		withdrawn_at: judgement.withdrawnAt,
		exclusions: judgement.exclusions,
		turns: judgement.turnsCount,
		timestamp: judgement.at,
	};
}
