import { AppError } from "#lib/kernel/app-error.ts";
import { remember } from "#lib/services/remember.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import {
	type SuiteModel,
	type SuitePair,
	suiteModels,
	suitePair,
} from "#lib/simulation/suite-results.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import {
	readAttempts,
	readPlayed,
	readTurnShares,
	readUsers,
	type SuiteUsers,
} from "./suite-rows.ts";

export interface SuiteQuery {
	/** Who sat in the other seats, as `SuiteUsers.drivers`. */
	others?: string | undefined;
	/** ISO 639 code. */
	language?: string | undefined;
	/** Two models to compare, by slug. */
	first?: string | undefined;
	second?: string | undefined;
}

export interface SuiteResults {
	suite: Suite;
	/** Who sat in the other seats, most conversations first. */
	users: SuiteUsers[];
	/** Which of them the results are of; null when nothing was played. */
	others: string | null;
	/** Languages that were played with them. */
	languages: string[];
	models: SuiteModel[];
	/** Null unless two different models with results were asked for. */
	pair: SuitePair | null;
}

/** How long results are shown before they are read again, in ms. */
const FRESH_MS = 15_000;
const remembered = remember<SuiteResults>(FRESH_MS, 50);

/**
 * The results of a suite's current version, by its slug or code; at most FRESH_MS old. They are of one choice of
 * drivers in the other seats, the one with most conversations unless `others` names another, so that simulated users of
 * different versions are never mixed. Of conversations that met exactly the same, the newest counts. Throws
 * `suite-not-found` and `suite-users-not-found` (404).
 */
export async function readSuite(
	name: string,
	query: SuiteQuery,
	nowMs: number,
): Promise<SuiteResults> {
	const suite = findSuite(name);
	if (suite === undefined)
		throw new AppError("suite-not-found", `There is no suite ${name}.`, { status: 404 });
	const { others, language, first, second } = query;
	const key = JSON.stringify([suite.slug, others, language, first, second]);
	return remembered(key, nowMs, () => read(suite, query));
}

async function read(suite: Suite, query: SuiteQuery): Promise<SuiteResults> {
	const users = await readUsers(suite);
	const others = query.others ?? users[0]?.drivers ?? null;
	if (query.others !== undefined && !users.some(({ drivers }) => drivers === others))
		throw new AppError(
			"suite-users-not-found",
			"Nobody played this version of the suite with these in the other seats.",
			{ status: 404 },
		);
	if (others === null) return { suite, users, others, languages: [], models: [], pair: null };
	const all = await readPlayed(suite, others);
	const { language } = query;
	const rows = language === undefined ? all : all.filter((row) => row.language === language);
	const [turns, attempts] = await Promise.all([
		readTurnShares(rows.filter(({ control }) => control === MAIN).map(({ id }) => id)),
		readAttempts(suite, others, language ?? null),
	]);
	return {
		suite,
		users,
		others,
		languages: [...new Set(all.map((row) => row.language))].sort(),
		models: suiteModels(suite, rows, { turns, attempts }),
		pair: pairOf(suite, rows, query),
	};
}

function pairOf(
	suite: Suite,
	rows: Awaited<ReturnType<typeof readPlayed>>,
	{ first, second }: SuiteQuery,
): SuitePair | null {
	const played = new Set(rows.map(({ model }) => model));
	if (first === undefined || second === undefined || first === second) return null;
	if (!played.has(first) || !played.has(second)) return null;
	return suitePair(suite, rows, first, second);
}
