import type { Actor } from "#lib/auth/actor.ts";
import { pool, type Queryable } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { auditName, writeAudit } from "#lib/services/admin/write-audit.ts";
import { assertRuns } from "./assert-runs.ts";
import { findKnownSuite, knowSuites } from "./known-suite.ts";
import { makeBattles, type PairedEpisode } from "./make-battles.ts";
import { lockPairing } from "./pair-episode.ts";
import { type StoredDriver, storedDriversSchema } from "./stored-driver.ts";
import { sharedKey } from "./stored-key.ts";

interface Candidate extends PairedEpisode {
	slug: string;
	state: string;
	model: string;
	control: string;
	replicate: number;
	pairingKey: string;
	drivers: Record<string, StoredDriver>;
}

/**
 * Makes a battle of two finished conversations that nobody paired: of other runs, or a fork and what it was forked
 * from. Returns the battle's id, and whether it was made now or was there. Throws `episode-not-found` (404) and
 * `pair-impossible` (409), which names every difference.
 */
export async function pairByHand(
	actor: Actor,
	slugs: readonly [string, string],
): Promise<{ battleId: string; isNew: boolean }> {
	assertRuns(actor);
	const found = [await findCandidate(pool(), slugs[0]), await findCandidate(pool(), slugs[1])];
	await knowSuites(found);
	return transaction(async (client) => {
		// One after the other, always in this order; then they stay as they are read now.
		for (const { id } of found.toSorted((x, y) => (x.pairingKey < y.pairingKey ? -1 : 1)))
			await lockPairing(client, id);
		const [one, other] = [
			await findCandidate(client, slugs[0]),
			await findCandidate(client, slugs[1]),
		];
		const reasons = obstacles(one, other);
		if (reasons.length > 0)
			throw new AppError(
				"pair-impossible",
				`These two conversations cannot be a battle: ${reasons.join("; ")}.`,
				{ status: 409, data: { reasons } },
			);
		const [made] = await makeBattles(client, one, [other], "by-hand");
		if (made === undefined)
			return { battleId: await findBattle(client, one.id, other.id), isNew: false };
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "pair-episodes",
			subject: `battle:${made}`,
		});
		return { battleId: made, isNew: true };
	});
}

async function findCandidate(on: Queryable, slug: string): Promise<Candidate> {
	const { rows } = await on.query<Candidate>(
		`SELECT e.id, e.slug, e.state, e.suite, e.version, e.seed, e.control, e.language, e.category, e.replicate, e.model_id AS "modelId",
			m.slug AS model, e.turns, e.metrics, e.drivers, e.pairing_key AS "pairingKey"
		 FROM episodes e JOIN models m ON m.id = e.model_id WHERE e.slug = $1`,
		[slug],
	);
	const [row] = rows;
	if (row === undefined)
		throw new AppError("episode-not-found", `There is no conversation ${slug}.`, { status: 404 });
	return { ...row, drivers: storedDriversSchema.parse(row.drivers) };
}

/** Why two conversations cannot be compared, in words; none when they can. */
function obstacles(one: Candidate, other: Candidate): string[] {
	if (one.id === other.id) return ["they are the same one"];
	const unfinished = [one, other].filter(({ state }) => state !== "finished");
	const byPersons = [one, other].filter(
		({ suite, version, drivers }) =>
			drivers[findKnownSuite(suite, version)?.contested ?? ""]?.kind === "person",
	);
	return [
		...unfinished.map(({ slug, state }) => `${slug} is ${state}, not finished`),
		...byPersons.map(({ slug }) => `in ${slug} a person sits in the contested seat, not a model`),
		...(one.modelId === other.modelId
			? [`both are of ${one.model}; a battle needs two models`]
			: []),
		...differences(one, other),
	];
}

function differences(one: Candidate, other: Candidate): string[] {
	const named = (["suite", "version", "seed", "control", "language", "replicate"] as const)
		.filter((name) => one[name] !== other[name])
		.map((name) => `they differ in their ${name} (${one[name]} and ${other[name]})`);
	if (named.length > 0 || sharedKey(one.pairingKey) === sharedKey(other.pairingKey)) return named;
	return ["others sit in the seats that are not contested"];
}

async function findBattle(on: Queryable, one: string, other: string): Promise<string> {
	const { rows } = await on.query<{ id: string }>(
		"SELECT id FROM battles WHERE (episode_a_id, episode_b_id) IN (($1, $2), ($2, $1))",
		[one, other],
	);
	const [battle] = rows;
	if (battle === undefined) throw new Error("Broken invariant: a pair that is no battle, twice");
	return battle.id;
}
