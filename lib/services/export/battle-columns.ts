import type { BattleMode, BattleState, ReplyState, VoteScope } from "#lib/arena/battle.ts";
import type { Origin, Outcome, Side, Slot } from "#lib/arena/outcome.ts";
import type { StyleCounts } from "#lib/arena/style.ts";
import type {
	BattleRecord,
	CallRecord,
	ContenderRecord,
	JudgementRecord,
	ReplyRecord,
	SimulationRecord,
	TurnRecord,
} from "#lib/datasets/battle-record.ts";
import { judgeOf } from "#lib/datasets/judge.ts";

type Text = string | null;

/**
 * A row as `read-records.ts` selects it. The JSON columns hold lists of text fields in a fixed order;
 * they come from our own typed columns in the same statement, so they are trusted here, and the
 * tests parse whole rows with the formats' schemas.
 */
export interface BattleColumns {
	id: string;
	created_at: Date;
	revealed_at: Date;
	origin: Origin;
	mode: BattleMode;
	state: BattleState;
	category: Text;
	language: Text;
	categories: string[];
	categoriser_version: Text;
	pairing_reason: string;
	propensity: number | null;
	side_of_a: Side;
	display_policy: string;
	consent_version: Text;
	has_leak: boolean;
	scripted_by: Text;
	conversation_a: string | null;
	seed: number | null;
	episode_a: string | null;
	episode_b: string | null;
	model_a: Text[];
	model_b: Text[];
	messages: Text;
	replies: Text;
	calls: Text;
	judgements: Text;
	judgement_order?: number;
}

const list = (json: Text): Text[][] => (json === null ? [] : JSON.parse(json));
const isTrue = (text: Text | undefined) => text === "true" || text === "t";
const numeric = (text: Text | undefined) =>
	text === null || text === undefined ? null : Number(text);
const required = (text: Text | undefined) => text ?? "";
const time = (epochMs: Text | undefined) => new Date(Math.round(Number(epochMs))).toISOString();

/** The battle of a row. Turns without a record of a reply (there are none in a whole database) have empty ones. */
export function battleRecord(
	row: BattleColumns,
	simulation: SimulationRecord | null,
): BattleRecord {
	const calls: Record<Slot, CallRecord[]> = { a: [], b: [] };
	for (const fields of list(row.calls))
		calls[fields[0] === row.conversation_a ? "a" : "b"].push(callRecord(fields));
	return {
		id: row.id,
		createdAt: row.created_at.toISOString(),
		revealedAt: row.revealed_at.toISOString(),
		origin: row.origin,
		mode: row.mode,
		state: row.state,
		category: row.category,
		language: row.language,
		categories: row.categories,
		categoriserVersion: row.categoriser_version,
		pairingReason: row.pairing_reason,
		propensity: row.propensity,
		sideOfA: row.side_of_a,
		displayPolicy: row.display_policy,
		consentVersion: row.consent_version,
		hasLeak: row.has_leak,
		scriptedBy: row.scripted_by,
		contenders: {
			a: contenderRecord(row.model_a, row.seed, calls.a),
			b: contenderRecord(row.model_b, row.seed, calls.b),
		},
		turns: turnRecords(row),
		simulation,
	};
}

function contenderRecord(
	fields: Text[],
	seed: number | null,
	calls: CallRecord[],
): ContenderRecord {
	const [slug, name, maker, kind, licence = null, openWeights, systemPromptHash = null] = fields;
	return {
		slug: required(slug),
		name: required(name),
		maker: required(maker),
		kind: required(kind),
		licence,
		openWeights: isTrue(openWeights),
		systemPromptHash,
		seed,
		calls,
	};
}

function turnRecords(row: BattleColumns): TurnRecord[] {
	const nothing: ReplyRecord = {
		state: "interrupted",
		text: "",
		cutOffset: null,
		failureReason: null,
		attempt: 1,
		style: null,
		hasLeak: false,
	};
	const messages = list(row.messages);
	const turns = new Map<string, TurnRecord>();
	for (const [author, turn, text] of messages)
		if (author === "user")
			turns.set(required(turn), {
				turn: Number(turn),
				text: required(text),
				replies: { a: nothing, b: nothing },
			});
	for (const [slot, turn, state, failureReason = null, attempt, style, hasLeak] of list(
		row.replies,
	)) {
		const at = turns.get(required(turn));
		if (at === undefined) continue;
		at.replies[slot as Slot] = {
			...nothing,
			state: state as ReplyState,
			failureReason,
			attempt: Number(attempt),
			style: style == null ? null : (JSON.parse(style) as StyleCounts),
			hasLeak: isTrue(hasLeak),
		};
	}
	for (const [author, turn, text, cut] of messages) {
		const reply =
			author === "user" ? undefined : turns.get(required(turn))?.replies[author as Slot];
		if (reply === undefined || reply === nothing) continue;
		reply.text = required(text);
		reply.cutOffset = numeric(cut);
	}
	return [...turns.values()].sort((x, y) => x.turn - y.turn);
}

function callRecord(fields: Text[]): CallRecord {
	return {
		turn: Number(fields[1]),
		attempt: Number(fields[2]),
		tryNumber: Number(fields[3]),
		state: required(fields[4]),
		provider: required(fields[5]),
		requestedModel: required(fields[6]),
		returnedModel: fields[7] ?? null,
		parameters: JSON.parse(fields[8] ?? "{}"),
		startedAt: time(fields[9]),
		firstTokenMs: numeric(fields[10]),
		durationMs: numeric(fields[11]),
		tokensIn: numeric(fields[12]),
		tokensOut: numeric(fields[13]),
		tokensReasoning: numeric(fields[14]),
		tokensCached: numeric(fields[15]),
		tokensEstimated: isTrue(fields[16]),
		costUsd: numeric(fields[17]),
		finishReason: fields[18] ?? null,
		httpStatus: numeric(fields[19]),
		errorCode: fields[20] ?? null,
	};
}

/** The judgements of a row, voters replaced by pseudonyms. `suite` is that of a simulated battle. */
export function judgementRecord(
	row: Pick<BattleColumns, "judgements" | "scripted_by">,
	suite: string | null,
	pseudonym: (voterId: string) => string,
): JudgementRecord[] {
	return list(row.judgements).map((fields) => {
		const isSuperseded = isTrue(fields[13]);
		const withdrawnAt = fields[14] == null ? null : time(fields[14]);
		const stored = JSON.parse(fields[15] ?? "[]") as string[];
		const facts = [
			...(isSuperseded ? ["superseded"] : []),
			...(withdrawnAt === null ? [] : ["withdrawn"]),
			...(isTrue(fields[16]) ? ["voter-excluded"] : []),
		];
		return {
			id: required(fields[0]),
			judge: judgeOf({
				kind: required(fields[19]),
				scriptedBy: row.scripted_by,
				suite,
				jurors: JSON.parse(fields[20] ?? "[]"),
				isScripted: isTrue(fields[21]),
			}),
			judgeId: pseudonym(required(fields[1])),
			scope: fields[2] as VoteScope,
			turn: Number(fields[3]),
			outcome: fields[4] as Outcome,
			strength: numeric(fields[5]),
			reasons: {
				a: JSON.parse(fields[6] ?? "[]"),
				b: JSON.parse(fields[7] ?? "[]"),
			},
			comment: fields[8] ?? null,
			leftSlot: fields[9] as Slot,
			dwellMs: numeric(fields[10]),
			version: Number(fields[11]),
			supersedesId: fields[12] ?? null,
			isCurrent: !isSuperseded,
			withdrawnAt,
			exclusions: [...new Set([...stored, ...facts])],
			turnsCount: Number(fields[17]),
			at: time(fields[18]),
		};
	});
}
