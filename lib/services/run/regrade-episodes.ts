import { pool } from "#lib/db/pool.ts";
import { transaction } from "#lib/db/transaction.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { recordOf } from "#lib/simulation/episode/finish.ts";
import { replayEpisode } from "#lib/simulation/episode/replay.ts";
import type { Grade, Suite } from "#lib/simulation/suite.ts";
import { findSuite, suites } from "#lib/simulation/suites/catalogue.ts";
import { readEpisodeEvents } from "./episode-log.ts";
import { type PlayedAs, setupFor } from "./episode-setup.ts";
import { gradeRecord } from "./finish-episode.ts";
import { lockPairing } from "./pair-episode.ts";
import { readLineage } from "./read-lineage.ts";
import { storeChecks } from "./store-checks.ts";
import { storedDriversSchema } from "./stored-driver.ts";
import { inSuite } from "./suite-fault.ts";
import { supersedeVerdicts } from "./supersede-verdicts.ts";
import { unknownSuite } from "./unknown-suite.ts";

/** What came of grading stored conversations again. */
export interface Regraded {
	/** Finished conversations that were looked at. */
	episodes: number;
	/** Those of which a check of a newer version said something that was not stored. */
	regraded: number;
	/** Those whose numbers are others now. */
	changed: number;
	/** Judgements by programs that were superseded, because their numbers say something else now. */
	superseded: number;
	/** Conversations that could not be graded again, by reason. */
	skipped: Record<string, number>;
}

/** Conversations read from the database at a time. */
const PAGE = 200;

type Stored = PlayedAs & {
	id: string;
	parentId: string | null;
	metrics: Record<string, number | null> | null;
};

/**
 * Grades stored conversations again, from their logs, with the checks of today: of one suite, or of all. Results of
 * other versions of a check stay beside the new ones; numbers become those of today, and a program's judgement that
 * they contradict is superseded, never rewritten. May be repeated and interrupted.
 *
 * A log is replayed by its own version of the suite only: another version asks other things, so its conversations
 * are skipped as `suite-changed`. A suite whose checks are mended without a change of what is asked keeps its version
 * and raises that of the checks (`CheckResult.version`); then this brings old conversations up to date.
 */
export async function regradeEpisodes(suite?: string): Promise<Regraded> {
	const total: Regraded = { episodes: 0, regraded: 0, changed: 0, superseded: 0, skipped: {} };
	const chosen = suite === undefined ? suites.map(({ slug }) => slug) : [knownSuite(suite)];
	for (const slug of chosen)
		for (let after: string | null = null; ; ) {
			const page: Stored[] = await readPage(slug, after);
			for (const episode of page) {
				total.episodes += 1;
				const result = await regradeOne(episode);
				if ("skipped" in result)
					total.skipped[result.skipped] = (total.skipped[result.skipped] ?? 0) + 1;
				else {
					total.regraded += result.newChecks > 0 ? 1 : 0;
					total.changed += result.hasChanged ? 1 : 0;
					total.superseded += result.superseded;
				}
			}
			const last = page.at(-1);
			if (last === undefined) break;
			after = last.id;
		}
	return total;
}

/** The slug itself. Throws `unknown-suite` (404), with what may have been meant. */
function knownSuite(slug: string): string {
	const unknown = unknownSuite(slug, 404);
	if (unknown !== null) throw unknown;
	return slug;
}

async function readPage(suite: string, after: string | null): Promise<Stored[]> {
	const { rows } = await pool().query<Omit<Stored, "others"> & { drivers: unknown }>(
		`SELECT e.id, e.suite, e.version, e.seed, e.control, e.language, e.replicate, m.slug AS model, e.drivers, e.metrics,
			e.parent_id AS "parentId"
		 FROM episodes e JOIN models m ON m.id = e.model_id
		 WHERE e.suite = $1 AND e.state = 'finished' AND ($2::uuid IS NULL OR e.id > $2) ORDER BY e.id LIMIT ${PAGE}`,
		[suite, after],
	);
	return rows.map(({ drivers, ...row }) => ({
		...row,
		others: storedDriversSchema.parse(drivers),
	}));
}

type Result =
	| { skipped: "suite-changed" | "suite-fault" | "log-differs" }
	| { newChecks: number; hasChanged: boolean; superseded: number };

async function regradeOne(episode: Stored): Promise<Result> {
	const suite = findSuite(episode.suite);
	if (suite === undefined || suite.version !== episode.version) return { skipped: "suite-changed" };
	const grade = await gradeAgain(suite, episode);
	if (typeof grade === "string") return { skipped: grade };
	const hasChanged = !isSame(grade.metrics, episode.metrics);
	return transaction(async (client) => {
		// A conversation of an equal key that ends now is paired before this, and judged again here, or after it.
		await lockPairing(client, episode.id);
		const newChecks = await storeChecks(client, episode.id, grade.checks);
		if (hasChanged)
			await client.query("UPDATE episodes SET metrics = $2 WHERE id = $1", [
				episode.id,
				JSON.stringify(grade.metrics),
			]);
		// Also without a change: the other side may have been graded when this one's numbers were older.
		return { newChecks, hasChanged, superseded: await supersedeVerdicts(client, episode.id) };
	});
}

/** Today's grade of a conversation, or why there is none: its log is not what its suite gives, or the suite fails. */
async function gradeAgain(
	suite: Suite,
	episode: Stored,
): Promise<Grade | "log-differs" | "suite-changed" | "suite-fault"> {
	try {
		const { setup, forks } = await readLineage(episode, setupFor(episode));
		const events = await readEpisodeEvents(episode.id);
		const replayed = inSuite(suite, () => replayEpisode(setup, events, forks));
		if (replayed?.request.kind !== "finished") return "log-differs";
		return await gradeRecord(suite, recordOf(replayed.state));
	} catch (error) {
		// A program that sat in a seat has another version today, or what it was forked from has another suite.
		if (isAppError(error, "suite-changed") || isAppError(error, "episode-not-found"))
			return "suite-changed";
		if (isAppError(error, "suite-fault")) return "suite-fault";
		throw error;
	}
}

function isSame(now: Grade["metrics"], before: Stored["metrics"]): boolean {
	const names = new Set([...Object.keys(now), ...Object.keys(before ?? {})]);
	return [...names].every((name) => (now[name] ?? null) === (before?.[name] ?? null));
}
