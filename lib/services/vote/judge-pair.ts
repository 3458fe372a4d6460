import type { ExclusionReason, VoteView } from "#lib/arena/battle.ts";
import type { Outcome, Slot } from "#lib/arena/outcome.ts";
import { voteExclusions } from "#lib/arena/vote-rules.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import type { JudgedMessage } from "#lib/judging/transcript.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomSlug, uuidV7 } from "#lib/kernel/ids.ts";
import { readJudgedPair } from "#lib/services/judging/judged-pair.ts";
import { announceVotesChanged } from "#lib/services/ranking/mark-stale.ts";
import { runtime } from "#lib/services/runtime.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { findExclusions } from "./build-reveal.ts";
import { toVoteView, type VoteRow, voteColumns } from "./load-votes.ts";
import { openPair, pairNotFound, type SealedPair } from "./sealed-pair.ts";

/** What a voter says of two conversations, by where they stand. */
export type PairChoice = "left" | "right" | "tie" | "both_bad";

/** A pair before the vote: nothing of it names a model or leads to one. */
export interface BlindPair {
	suite: string;
	task: string;
	/** The seat that is compared, and what it was told. */
	contested: string;
	instructions: string;
	language: string;
	left: readonly JudgedMessage[];
	right: readonly JudgedMessage[];
}

/** What is told after the vote. */
export interface PairReveal {
	left: { slug: string; name: string; episode: string };
	right: { slug: string; name: string; episode: string };
	choice: PairChoice;
	receipt: string;
	withdrawn: boolean;
	counts: boolean;
	exclusions: ExclusionReason[];
	/** What a program and juries said of it. */
	judgements: { kind: "check" | "verdict"; choice: PairChoice }[];
}

/** The pair of a sealed text, with its reveal once this voter has voted. Throws `pair-not-found` (404). */
export async function readPair(
	actor: Actor,
	sealed: string,
): Promise<{ pair: BlindPair; reveal: PairReveal | null }> {
	const opened = await openOwn(actor, sealed);
	const standing = await findStanding(pool(), opened);
	return {
		pair: await readBlind(opened),
		reveal: standing === null ? null : await readReveal(opened, toVoteView(standing)),
	};
}

/**
 * Casts the voter's vote on a pair, as a vote of kind `vote` on the simulated battle. Once for each voter: another one
 * supersedes it and, with another outcome, does not count, because the names were known. The same vote again, or the
 * same request, writes nothing. Throws `pair-not-found` (404), `revealed` (409) after the vote was withdrawn.
 */
export async function castPairVote(
	actor: Actor,
	sealed: string,
	input: { choice: PairChoice; comment?: string | undefined },
	requestKey: string | null = null,
): Promise<{ result: "recorded" | "duplicate"; receipt: string }> {
	const opened = await openOwn(actor, sealed);
	return transaction(async (client) => {
		const battle = await client.query<{ turns: number }>(
			`SELECT turns_count AS turns FROM battles WHERE id = $1 AND episode_a_id IS NOT NULL FOR UPDATE`,
			[opened.battleId],
		);
		const turns = battle.rows[0]?.turns;
		if (turns === undefined) throw pairNotFound();
		const standing = await findStanding(client, opened);
		const outcome = outcomeOf(opened, input.choice);
		if (standing !== null) {
			if (standing.withdrawnAt !== null)
				throw new AppError(
					"revealed",
					"You withdrew your vote on this pair after the names were known, so another can't be blind. Draw a new pair.",
					{ status: 409 },
				);
			if (standing.outcome === outcome && standing.comment === (input.comment ?? null))
				return { result: "duplicate", receipt: standing.receipt };
		}
		const row = await insert(client, opened, { ...input, outcome, turns, requestKey }, standing);
		return { result: "recorded", receipt: row.receipt };
	});
}

async function openOwn(actor: Actor, sealed: string): Promise<SealedPair> {
	const opened = openPair(sealed, await instanceSecret());
	if (actor.voterId !== opened.voterId) throw pairNotFound();
	return opened;
}

async function findStanding(on: Queryable, { battleId, voterId }: SealedPair) {
	const { rows } = await on.query<VoteRow>(
		`SELECT ${voteColumns} FROM judgements WHERE battle_id = $1 AND voter_id = $2 AND kind = 'vote' AND is_current`,
		[battleId, voterId],
	);
	return rows[0] ?? null;
}

async function insert(
	client: Queryable,
	{ battleId, voterId, left, atMs }: SealedPair,
	vote: {
		outcome: Outcome;
		comment?: string | undefined;
		turns: number;
		requestKey: string | null;
	},
	standing: VoteRow | null,
): Promise<VoteRow> {
	const nowMs = runtime().clock.nowMs();
	const keepsOutcome = standing !== null && standing.outcome === vote.outcome;
	const exclusions = keepsOutcome
		? standing.exclusions
		: voteExclusions({
				mode: "blind",
				scope: "battle",
				endsBattle: true,
				turns: [],
				hasLeak: false,
				changedAfterReveal: standing !== null,
				voterExcluded: false,
			});
	if (standing !== null)
		await client.query("UPDATE judgements SET is_current = false WHERE id = $1", [standing.id]);
	const { rows } = await client.query<VoteRow>(
		`INSERT INTO judgements (id, battle_id, scope, turn, kind, voter_id, outcome, reasons_a, reasons_b, comment, left_slot, dwell_ms,
		   version, supersedes_id, exclusions, receipt, turns_count, request_key)
		 VALUES ($1, $2, 'battle', 0, 'vote', $3, $4, '{}', '{}', $5, $6, $7, $8, $9, $10, $11, $12, $13)
		 RETURNING ${voteColumns}`,
		[
			uuidV7(nowMs),
			battleId,
			voterId,
			vote.outcome,
			vote.comment ?? null,
			left,
			Math.max(0, Math.round(nowMs - atMs)),
			(standing?.version ?? 0) + 1,
			standing?.id ?? null,
			exclusions,
			standing?.receipt ?? randomSlug(),
			vote.turns,
			vote.requestKey,
		],
	);
	await announceVotesChanged(client, { battleId }, nowMs);
	const [row] = rows;
	if (row === undefined) throw new Error("An inserted vote came back empty");
	return row;
}

const otherSlot = (slot: Slot): Slot => (slot === "a" ? "b" : "a");

function outcomeOf({ left }: SealedPair, choice: PairChoice): Outcome {
	if (choice === "left") return left;
	return choice === "right" ? otherSlot(left) : choice;
}

function choiceOf({ left }: SealedPair, outcome: Outcome): PairChoice {
	if (outcome !== "a" && outcome !== "b") return outcome;
	return outcome === left ? "left" : "right";
}

async function readBlind({ battleId, left }: SealedPair): Promise<BlindPair> {
	const [pair, facts] = await Promise.all([readJudgedPair(battleId), readScenario(battleId)]);
	if (pair === null || facts === null) throw pairNotFound();
	return { ...facts, left: pair[left].messages, right: pair[otherSlot(left)].messages };
}

/** What both met, and what the compared seat was told. */
async function readScenario(battleId: string): Promise<Omit<BlindPair, "left" | "right"> | null> {
	const { rows } = await pool().query<{ suite: string; seed: number; language: string }>(
		`SELECT e.suite, e.seed, e.language FROM battles b JOIN episodes e ON e.id = b.episode_a_id WHERE b.id = $1`,
		[battleId],
	);
	const [row] = rows;
	const suite = findSuite(row?.suite ?? "");
	if (row === undefined || suite === undefined) return null;
	const { title, contested, seats } = suite.scenario(row.seed, { language: row.language });
	return {
		suite: suite.slug,
		task: title,
		contested,
		instructions: seats.find(({ name }) => name === contested)?.instructions ?? "",
		language: row.language,
	};
}

async function readReveal(opened: SealedPair, vote: VoteView): Promise<PairReveal> {
	const models = await pool().query<{ slot: Slot; slug: string; name: string; episode: string }>(
		`SELECT c.slot, m.slug, m.name, e.slug AS episode
		 FROM battles b, LATERAL (VALUES ('a', b.model_a_id, b.episode_a_id), ('b', b.model_b_id, b.episode_b_id)) AS c(slot, model_id, episode_id)
		 JOIN models m ON m.id = c.model_id JOIN episodes e ON e.id = c.episode_id WHERE b.id = $1`,
		[opened.battleId],
	);
	const judgements = await pool().query<{ kind: "check" | "verdict"; outcome: Outcome }>(
		`SELECT kind, outcome FROM judgements WHERE battle_id = $1 AND kind IN ('check', 'verdict') AND is_current AND withdrawn_at IS NULL
		 ORDER BY kind, created_at, id`,
		[opened.battleId],
	);
	const modelIn = (slot: Slot) => {
		const found = models.rows.find((row) => row.slot === slot);
		if (found === undefined) throw new Error("Broken invariant: a battle has two models");
		return { slug: found.slug, name: found.name, episode: found.episode };
	};
	const exclusions = await findExclusions(pool(), vote);
	return {
		left: modelIn(opened.left),
		right: modelIn(otherSlot(opened.left)),
		choice: choiceOf(opened, vote.outcome),
		receipt: vote.receipt,
		withdrawn: vote.withdrawn,
		counts: exclusions.length === 0,
		exclusions,
		judgements: judgements.rows.map(({ kind, outcome }) => ({
			kind,
			choice: choiceOf(opened, outcome),
		})),
	};
}
