import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { auditName, writeAudit } from "#lib/services/admin/write-audit.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { assertRuns } from "./assert-runs.ts";
import { makeBattles, type PairedEpisode } from "./make-battles.ts";
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
	const [one, other] = [await findCandidate(slugs[0]), await findCandidate(slugs[1])];
	const reasons = obstacles(one, other);
	if (reasons.length > 0)
		throw new AppError(
			"pair-impossible",
			`These two conversations cannot be a battle: ${reasons.join("; ")}.`,
			{ status: 409, data: { reasons } },
		);
	return transaction(async (client) => {
		const [made] = await makeBattles(client, one, [other], "by-hand");
		if (made === undefined) return { battleId: await findBattle(one.id, other.id), isNew: false };
		await writeAudit(client, {
			actor: auditName(actor),
			verb: "pair-episodes",
			subject: `battle:${made}`,
		});
		return { battleId: made, isNew: true };
	});
}

async function findCandidate(slug: string): Promise<Candidate> {
	const { rows } = await pool().query<Candidate>(
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
		({ suite, drivers }) => drivers[findSuite(suite)?.contested ?? ""]?.kind === "person",
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

async function findBattle(one: string, other: string): Promise<string> {
	const { rows } = await pool().query<{ id: string }>(
		"SELECT id FROM battles WHERE (episode_a_id, episode_b_id) IN (($1, $2), ($2, $1))",
		[one, other],
	);
	const [battle] = rows;
	if (battle === undefined) throw new Error("Broken invariant: a pair that is no battle, twice");
	return battle.id;
}
