import { type Actor, hasRole } from "#lib/auth/actor.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { auditName } from "#lib/services/admin/write-audit.ts";
import type { RunConfig } from "#lib/simulation/run-config.ts";
import { assertRuns } from "./assert-runs.ts";
import { type LaunchedRun, launchRun, previewRun } from "./launch-run.ts";
import { parseRun } from "./parse-run.ts";

/**
 * Launches a run for somebody who is not at the machine's own command line. Throws `forbidden` (403), `run-invalid`
 * (422), and `key-needs-admin` (403): a file that names an address and a variable with a key would carry the
 * instance's keys to any address.
 */
export async function launchAs(
	actor: Actor,
	options: { text: string; dryRun?: number | undefined },
): Promise<LaunchedRun> {
	assertRuns(actor);
	assertNoKeys(actor, parseRun(options.text));
	return launchRun({
		...options,
		createdBy: auditName(actor),
		trusted: hasRole(actor, "admin"),
	});
}

/** What `launchAs` would launch. Throws what that would throw, but for `key-needs-admin`. */
export function previewAs(
	actor: Actor,
	options: { text: string; dryRun?: number | undefined },
): ReturnType<typeof previewRun> {
	assertRuns(actor);
	return previewRun({ ...options, trusted: hasRole(actor, "admin") });
}

function assertNoKeys(actor: Actor, { models }: RunConfig): void {
	const keyed = models.filter((entry) => typeof entry !== "string" && entry.key !== undefined);
	if (keyed.length === 0 || hasRole(actor, "admin")) return;
	throw new AppError(
		"key-needs-admin",
		"Only an operator may name a key of this instance in a run. Ask for the model to be registered, then write its slug.",
		{ status: 403 },
	);
}
