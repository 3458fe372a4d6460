import { pool } from "#lib/db/pool.ts";
import { declareModel, type EndpointLimits } from "#lib/models/declared/declaration.ts";
import { houseDeclarations } from "#lib/models/declared/house-declarations.ts";
import { addModels } from "#lib/services/model/sync-registry.ts";
import { launchRun } from "#lib/services/run/launch-run.ts";
import { type RunProgress, readProgress } from "#lib/services/run/read-progress.ts";
import { type RunWorker, startRunWorker } from "#lib/services/run/work-on-runs.ts";

/** Registers the house models, players and juror. */
export const addHouse = (): Promise<void> => addModels(houseDeclarations());

/** Registers a model behind an OpenAI-compatible server, at 1 and 10 US dollars per million tokens unless said otherwise. */
export async function addEndpoint(
	slug: string,
	baseUrl: string,
	given: { limits?: EndpointLimits; isPriced?: boolean; tools?: boolean; family?: string } = {},
): Promise<void> {
	const { limits = {}, isPriced = true, tools = true, family } = given;
	await addModels([
		declareModel({
			slug,
			name: slug,
			maker: "Test maker",
			source: "file",
			family: family ?? null,
			priceInputUsd: isPriced ? 1 : null,
			priceOutputUsd: isPriced ? 10 : null,
			endpoints: [
				{
					provider: "openai-compatible",
					providerModelId: `${slug}-id`,
					baseUrl,
					keyEnv: null,
					limits,
					capabilities: { tool_call: tools },
				},
			],
		}),
	]);
}

/** A run's file from what matters to a test. */
export const runText = (run: object): string => JSON.stringify({ version: 1, ...run });

/** Launches a run, as from the command line. */
export const launch = (run: object, dryRun?: number) =>
	launchRun({ text: runText(run), createdBy: "test", trusted: true, dryRun });

export interface PlayOptions {
	/** Workers in this process, beside each other. */
	workers?: number;
	atOnce?: number;
	/** Errors that were reported; without it they fail the test. */
	errors?: unknown[];
}

/** Works on a run until it has ended or is paused. */
export async function playOut(runId: string, options: PlayOptions = {}): Promise<RunProgress> {
	const { workers = 1, atOnce = 8, errors } = options;
	const seen: unknown[] = errors ?? [];
	const started: RunWorker[] = Array.from({ length: workers }, () =>
		startRunWorker({ runId, atOnce, onError: (error) => seen.push(error) }),
	);
	await Promise.all(started.map(({ ended }) => ended));
	if (errors === undefined && seen.length > 0) throw seen[0];
	return readProgress(runId);
}

/** Launches a run and works on it until it has ended. */
export async function play(run: object, options: PlayOptions = {}): Promise<RunProgress> {
	const { id } = await launch(run);
	return playOut(id, options);
}

/** Rows of a query, for what no service tells. */
export async function sql<T>(text: string, values: unknown[] = []): Promise<T[]> {
	return (await pool().query(text, values)).rows;
}

/** Waits for a state that somebody else brings about. */
export async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
	const deadline = performance.now() + 60_000;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (performance.now() > deadline) throw new Error("What was waited for did not come about.");
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Ends the lease of every episode that is being played, as if its process had died a while ago. */
export async function expireLeases(): Promise<void> {
	await pool().query(
		"UPDATE episodes SET lease_until = now() - interval '1 second' WHERE state = 'running'",
	);
}
