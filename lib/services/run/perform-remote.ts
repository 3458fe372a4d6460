import { z } from "zod";
import { pool } from "#lib/db/pool.ts";
import { type Contract, connectEnvironment } from "#lib/environments/connect.ts";
import type { Outcome } from "#lib/environments/outcome.ts";
import type { Observation } from "#lib/simulation/episode/observation.ts";
import type { Request } from "#lib/simulation/episode/request.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import type { EpisodeLog } from "./episode-log.ts";
import { findAddress, isRemote } from "./known-suite.ts";
import { storableJson } from "./storable-json.ts";

type Remote = Extract<Request, { kind: "remote-create" | "remote-step" | "remote-score" }>;

/** Where an episode's environment is. */
export interface RemoteAddress {
	url: string;
	contract: Contract;
	action: "whole" | "react";
	/** The operator named it, so private addresses may be asked. */
	trusted: boolean;
}

/**
 * The environment over HTTP of an episode. What is asked of it is stored before it is sent, and what it answered before
 * anything else is done. When another process ended while it waited for the step that is the next thing to do
 * (`wasSent`), nobody knows whether it happened: it is not sent again, the conversation is void.
 */
export function remoteWorld(
	{ suite, scenario }: EpisodeSetup,
	log: Pick<EpisodeLog, "flush" | "flushBeforeSending">,
	wasSent: boolean,
): (request: Remote) => Promise<Observation> {
	let last: { reward: number; done: boolean } | null = null;
	let isFirst = wasSent;
	return async (request) => {
		const address = findAddress(suite.slug, suite.version);
		if (address === undefined)
			throw new Error("Broken invariant: a request to an environment of this process");
		const isUnsure = isFirst && request.kind === "remote-step";
		isFirst = false;
		if (isUnsure) return failed("interrupted", "A process ended while it waited for this step.");
		if (request.kind === "remote-step") await log.flushBeforeSending();
		else await log.flush();
		const observation = await performRemote(request, scenario, address, last);
		if (request.kind === "remote-step" && observation.kind === "remote-answer")
			last = stepSchema.catch({ reward: 0, done: false }).parse(observation.answer);
		return observation;
	};
}

const stepSchema = z.object({ reward: z.number().default(0), done: z.boolean().default(false) });

/**
 * Asks the environment of an episode for one thing. A step is sent once: whether it happened when no answer came cannot
 * be known, so a fault voids the conversation, which is then played again from its beginning.
 */
async function performRemote(
	request: Remote,
	scenario: Scenario,
	address: RemoteAddress,
	last: { reward: number; done: boolean } | null,
): Promise<Observation> {
	const client = connectEnvironment(address);
	if (request.kind === "remote-create") {
		const created = await client.create({ scenario: scenario.init as Json, seed: scenario.seed });
		if (!created.ok) return failed(created.failure.code, created.failure.message);
		const { session, ...answer } = created.value;
		return { kind: "remote-answer", answer: storableJson(answer), meta: { session } };
	}
	const answered: Outcome<unknown> =
		request.kind === "remote-step"
			? await client.step(request.session, request.action)
			: await client.score(request.session, last);
	if (!answered.ok) return failed(answered.failure.code, answered.failure.message);
	return { kind: "remote-answer", answer: storableJson(answered.value), meta: null };
}

/**
 * Closes the session of a conversation that is over, however it ended, as its log names it. An environment that cannot
 * be reached keeps it: nothing depends on that.
 */
export async function closeSession({
	id,
	suite,
	version,
}: {
	id: string;
	suite: string;
	version: string;
}): Promise<void> {
	const address = isRemote(suite) ? findAddress(suite, version) : undefined;
	if (address === undefined) return;
	const { rows } = await pool().query<{ session: string }>(
		`SELECT v.meta->>'session' AS session FROM episodes e JOIN episode_events v ON v.episode_id = e.id
		 WHERE e.id = $1 AND e.state IN ('finished', 'void', 'cancelled') AND v.meta->>'session' IS NOT NULL ORDER BY v.seq LIMIT 1`,
		[id],
	);
	for (const { session } of rows) await connectEnvironment(address).close(session);
}

const failed = (code: string, message: string): Observation => ({
	kind: "remote-error",
	code,
	meta: { message: message.slice(0, 2000) },
});
