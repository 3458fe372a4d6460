import { createHash } from "node:crypto";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import {
	type RemoteEnvironment,
	remoteEnvironmentSchema,
	remoteSuite,
} from "#lib/simulation/suites/remote-suite.ts";
import type { RemoteAddress } from "./perform-remote.ts";

interface Declared {
	suite: Suite;
	address: RemoteAddress;
}

// A declaration never changes: another one is another version.
const declared = new Map<string, Declared>();
const keyOf = (slug: string, version: string) => `${slug}@${version}`;

/** True for suites that are environments over HTTP. */
export const isRemote = (slug: string): boolean => slug.startsWith("env-");

/**
 * The suite of this version, of the catalogue or of an environment over HTTP that this process knows (`knowSuite`);
 * undefined when there is none, or the catalogue's has another version today.
 */
export function findKnownSuite(slug: string, version: string): Suite | undefined {
	const own = findSuite(slug) ?? declared.get(keyOf(slug, version))?.suite;
	return own?.version === version ? own : undefined;
}

/** Where the environment of a known suite is; undefined for suites of the catalogue. */
export function findAddress(slug: string, version: string): RemoteAddress | undefined {
	return declared.get(keyOf(slug, version))?.address;
}

/** Makes this process know the environments among these suites, from where runs declared them. */
export async function knowSuites(
	suites: Iterable<{ suite: string; version: string }>,
): Promise<void> {
	for (const { suite, version } of suites)
		if (isRemote(suite) && !declared.has(keyOf(suite, version))) await read(suite, version);
}

async function read(slug: string, version: string): Promise<void> {
	const { rows } = await pool().query<{ declaration: unknown; trusted: boolean }>(
		"SELECT declaration, trusted FROM environments WHERE slug = $1 AND version = $2",
		[slug, version],
	);
	const [row] = rows;
	if (row !== undefined)
		rememberEnvironment(remoteEnvironmentSchema.parse(row.declaration), row.trusted);
}

/**
 * Declares an environment of a run's file and gives its suite. `trusted` says that an operator named the address: once said it
 * stays so. Throws `environment-differs` (409) when another declaration is stored under its version.
 */
export async function declareEnvironment(
	environment: RemoteEnvironment,
	trusted: boolean,
): Promise<Suite> {
	const { slug, version } = environmentSuite(environment);
	const { rows } = await pool().query<{ trusted: boolean }>(
		`INSERT INTO environments (slug, version, declaration, trusted) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (slug, version) DO UPDATE SET trusted = environments.trusted OR excluded.trusted
		 WHERE environments.declaration = excluded.declaration RETURNING trusted`,
		[slug, version, JSON.stringify(environment), trusted],
	);
	const [row] = rows;
	if (row === undefined)
		throw new AppError(
			"environment-differs",
			`Another declaration is stored as ${slug} ${version}. Give the environment another name.`,
			{ status: 409 },
		);
	return rememberEnvironment(environment, row.trusted);
}

/** The suite that an environment of a run's file is. */
export const environmentSuite = (environment: RemoteEnvironment): Suite =>
	remoteSuite(environment, (text) => createHash("sha256").update(text).digest("hex"));

/** Makes this process know an environment, and gives its suite. */
function rememberEnvironment(environment: RemoteEnvironment, trusted: boolean): Suite {
	const suite = environmentSuite(environment);
	const { url, contract, action } = environment;
	declared.set(keyOf(suite.slug, suite.version), {
		suite,
		address: { url, contract, action, trusted },
	});
	return suite;
}
