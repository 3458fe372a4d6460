import { z } from "zod";
import { voteScopes } from "#lib/arena/battle.ts";
import { type Outcome, originSchema, type Slot } from "#lib/arena/outcome.ts";
import { styleCounts } from "#lib/arena/style.ts";
import type {
	BattleRecord,
	CallRecord,
	SimulationRecord,
	TurnRecord,
	VoteRecord,
} from "#lib/datasets/battle-record.ts";

const count = z.int().min(0);
const byTurn = z.array(z.number().min(0).nullable());

const messageSchema = z.strictObject({
	role: z.enum(["user", "assistant"]),
	content: z.array(
		z.strictObject({
			type: z.literal("text"),
			text: z.string(),
			image: z.null(),
			mimeType: z.null(),
		}),
	),
});
type Message = z.infer<typeof messageSchema>;

const headerCount = z.strictObject({
	h1: count,
	h2: count,
	h3: count,
	h4: count,
	h5: count,
	h6: count,
});
const listCount = z.strictObject({ ordered: count, unordered: count });
const boldCount = z.strictObject({ "**": count, __: count });
const usage = z.strictObject({
	tokens_in: count.nullable(),
	tokens_out: count.nullable(),
	tokens_reasoning: count.nullable(),
	tokens_cached: count.nullable(),
	estimated: z.boolean(),
});
const parameters = z.record(z.string(), z.unknown()).nullable();

/**
 * One vote in the published arena-140k shape; from `judge` on, the columns are Parley's own. What is
 * measured by turn is a list with one entry a turn. A number that no provider reported is null.
 */
export const arena140kRowSchema = z.strictObject({
	id: z.uuid(),
	model_a: z.string(),
	model_b: z.string(),
	winner: z.enum(["model_a", "model_b", "tie", "both_bad"]),
	evaluation_session_id: z.uuid(),
	evaluation_order: z.int().min(1),
	conversation_a: z.array(messageSchema),
	conversation_b: z.array(messageSchema),
	full_conversation: z.array(
		z.strictObject({
			user: messageSchema,
			model_side_a: messageSchema,
			model_side_b: messageSchema,
		}),
	),
	conv_metadata: z.strictObject({
		sum_assistant_a_tokens: count.nullable(),
		header_count_a: headerCount,
		list_count_a: listCount,
		bold_count_a: boldCount,
		context_a_tokens: count.nullable(),
		sum_assistant_b_tokens: count.nullable(),
		header_count_b: headerCount,
		list_count_b: listCount,
		bold_count_b: boldCount,
		context_b_tokens: count.nullable(),
		turns: count,
	}),
	category_tag: z.record(z.string(), z.record(z.string(), z.boolean())),
	language: z.string().nullable(),
	is_code: z.boolean(),
	timestamp: z.iso.datetime(),
	judge: z.string(),
	judge_id: z.string(),
	origin: originSchema,
	scope: z.enum(voteScopes),
	turn: count,
	propensity: z.number().min(0).max(1).nullable(),
	side_a: z.enum(["left", "right"]),
	display_policy: z.string(),
	ttft_ms_a: byTurn,
	ttft_ms_b: byTurn,
	latency_ms_a: byTurn,
	latency_ms_b: byTurn,
	finish_reason_a: z.array(z.string().nullable()),
	finish_reason_b: z.array(z.string().nullable()),
	usage_a: usage,
	usage_b: usage,
	cost_usd_a: z.number().min(0).nullable(),
	cost_usd_b: z.number().min(0).nullable(),
	params_a: parameters,
	params_b: parameters,
	system_prompt_hash_a: z.string().nullable(),
	system_prompt_hash_b: z.string().nullable(),
	tools_a: z.array(z.string()),
	tools_b: z.array(z.string()),
	reasons_a: z.array(z.string()),
	reasons_b: z.array(z.string()),
	dwell_ms: count.nullable(),
	flags: z.array(z.string()),
	scenario: z
		.strictObject({
			suite: z.string(),
			key: z.string(),
			version: z.string(),
			/** Null where it is private. */
			seed: z.int().nullable(),
		})
		.nullable(),
	superseded: z.boolean(),
	version: z.int().min(1),
	category: z.string().nullable(),
	consent_version: z.string().nullable(),
	schema_version: z.literal(1),
});

export type Arena140kRow = z.infer<typeof arena140kRowSchema>;

const winners = {
	a: "model_a",
	b: "model_b",
	tie: "tie",
	both_bad: "both_bad",
} as const satisfies Record<Outcome, string>;

/**
 * A vote as an arena-140k row. The conversations hold what had been said when the vote was cast (for
 * a vote on one turn: up to that turn), not what the two went on to say after the reveal. Two simulated
 * conversations share no messages: `full_conversation` is empty, and what calls tell is null.
 */
export function arena140kRow({ battle, judgement, order }: VoteRecord): Arena140kRow {
	const { simulation } = battle;
	const last = judgement.scope === "turn" ? judgement.turn : judgement.turnsCount;
	const turns = battle.turns.filter((turn) => turn.turn <= last);
	const users = turns.map((turn) => message("user", turn.text));
	const repliesA = turns.map((turn) => message("assistant", turn.replies.a.text));
	const repliesB = turns.map((turn) => message("assistant", turn.replies.b.text));
	const none = message("assistant", "");
	const a = measures(battle, turns, last, "a");
	const b = measures(battle, turns, last, "b");
	return {
		id: judgement.id,
		model_a: battle.contenders.a.slug,
		model_b: battle.contenders.b.slug,
		winner: winners[judgement.outcome],
		evaluation_session_id: battle.id,
		evaluation_order: order,
		conversation_a: simulation
			? saidIn(simulation, "a", last)
			: users.flatMap((user, i) => [user, repliesA[i] ?? none]),
		conversation_b: simulation
			? saidIn(simulation, "b", last)
			: users.flatMap((user, i) => [user, repliesB[i] ?? none]),
		full_conversation: users.map((user, i) => ({
			user,
			model_side_a: repliesA[i] ?? none,
			model_side_b: repliesB[i] ?? none,
		})),
		conv_metadata: {
			sum_assistant_a_tokens: a.usage.tokens_out,
			header_count_a: a.headers,
			list_count_a: a.lists,
			bold_count_a: a.bold,
			context_a_tokens: a.contextTokens,
			sum_assistant_b_tokens: b.usage.tokens_out,
			header_count_b: b.headers,
			list_count_b: b.lists,
			bold_count_b: b.bold,
			context_b_tokens: b.contextTokens,
			turns: simulation ? last : turns.length,
		},
		category_tag: categoryTag(battle),
		language: battle.language,
		is_code: battle.categories.includes("code"),
		timestamp: judgement.at,
		judge: judgement.judge,
		judge_id: judgement.judgeId,
		origin: battle.origin,
		scope: judgement.scope,
		turn: judgement.turn,
		propensity: battle.propensity,
		side_a: judgement.leftSlot === "a" ? "left" : "right",
		display_policy: battle.displayPolicy,
		ttft_ms_a: a.firstTokenMs,
		ttft_ms_b: b.firstTokenMs,
		latency_ms_a: a.durationMs,
		latency_ms_b: b.durationMs,
		finish_reason_a: a.finishReasons,
		finish_reason_b: b.finishReasons,
		usage_a: a.usage,
		usage_b: b.usage,
		cost_usd_a: a.costUsd,
		cost_usd_b: b.costUsd,
		params_a: a.parameters,
		params_b: b.parameters,
		system_prompt_hash_a: battle.contenders.a.systemPromptHash,
		system_prompt_hash_b: battle.contenders.b.systemPromptHash,
		tools_a: [],
		tools_b: [],
		reasons_a: judgement.reasons.a,
		reasons_b: judgement.reasons.b,
		dwell_ms: judgement.dwellMs,
		flags: judgement.exclusions,
		scenario: battle.simulation?.scenario ?? null,
		superseded: !judgement.isCurrent,
		version: judgement.version,
		category: battle.category,
		consent_version: battle.consentVersion,
		schema_version: 1,
	};
}

function message(role: Message["role"], text: string): Message {
	return {
		role,
		content: [{ type: "text", text, image: null, mimeType: null }],
	};
}

const saidIn = ({ said }: SimulationRecord, slot: Slot, last: number): Message[] =>
	said[slot].flatMap(({ role, turn, text }) => (turn <= last ? [message(role, text)] : []));

/** What the categoriser found, under its version, as the published sets do it. */
function categoryTag(battle: BattleRecord): Record<string, Record<string, boolean>> {
	// The categories of a simulated battle are those of its suite.
	const foundBy = battle.simulation === null ? battle.categoriserVersion : "suite";
	if (foundBy === null) return {};
	return {
		[foundBy]: Object.fromEntries(battle.categories.map((key) => [key, true])),
	};
}

/** Sums and lists over one contender's turns; by turn, the call that gave the shown reply counts. */
function measures(battle: BattleRecord, turns: readonly TurnRecord[], last: number, slot: Slot) {
	const shown = turns.map((turn) => finalCall(battle.contenders[slot].calls, turn.turn));
	const styles = battle.simulation
		? battle.simulation.said[slot]
				.filter(({ role, turn }) => role === "assistant" && turn > 0 && turn <= last)
				.map(({ text }) => styleCounts(text))
		: turns.map(({ replies }) => replies[slot].style ?? styleCounts(replies[slot].text));
	const headers = { h1: 0, h2: 0, h3: 0, h4: 0, h5: 0, h6: 0 };
	const lists = { ordered: 0, unordered: 0 };
	const bold = { "**": 0, __: 0 };
	for (const style of styles) {
		for (const level of ["h1", "h2", "h3", "h4", "h5", "h6"] as const)
			headers[level] += style.headers[level];
		lists.ordered += style.lists.ordered;
		lists.unordered += style.lists.unordered;
		bold["**"] += style.bold.stars;
		bold.__ += style.bold.underscores;
	}
	return {
		headers,
		lists,
		bold,
		firstTokenMs: shown.map((call) => call?.firstTokenMs ?? null),
		durationMs: shown.map((call) => call?.durationMs ?? null),
		finishReasons: shown.map((call) => call?.finishReason ?? null),
		contextTokens: shown.at(-1)?.tokensIn ?? null,
		usage: {
			tokens_in: sum(shown, (call) => call.tokensIn),
			tokens_out: sum(shown, (call) => call.tokensOut),
			tokens_reasoning: sum(shown, (call) => call.tokensReasoning),
			tokens_cached: sum(shown, (call) => call.tokensCached),
			estimated: shown.some((call) => call?.tokensEstimated === true),
		},
		costUsd: sum(shown, (call) => call.costUsd),
		parameters: shown.at(-1)?.parameters ?? null,
	};
}

/** The last call of a turn in order of attempt and try: its text is the one that was shown. */
function finalCall(calls: readonly CallRecord[], turn: number): CallRecord | undefined {
	return calls.findLast((call) => call.turn === turn);
}

/** A sum that is null when no call knew the number: unknown is not 0. */
function sum(
	calls: readonly (CallRecord | undefined)[],
	of: (call: CallRecord) => number | null,
): number | null {
	let total: number | null = null;
	for (const call of calls) {
		const value = call === undefined ? null : of(call);
		if (value !== null) total = (total ?? 0) + value;
	}
	return total;
}
