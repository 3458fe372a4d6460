import { createHmac } from "node:crypto";
import { instanceSecret } from "#lib/auth/instance-secret.ts";
import { config } from "#lib/config/config.ts";
import { createGuardedFetch, type GuardedFetch } from "#lib/environments/guarded-fetch.ts";
import { generalRubric } from "#lib/judging/general-rubric.ts";
import {
	httpJudgeContract,
	httpJudgeRequestSchema,
	httpJudgeResponseSchema,
} from "#lib/judging/http-judge.ts";
import type { LensName } from "#lib/judging/lens.ts";
import { type Order, outcomeInSlots, placeInOrder } from "#lib/judging/orders.ts";
import { waitToRetry } from "#lib/services/model/wait-to-retry.ts";
import type { JurorReading } from "./ask-juror.ts";
import type { JudgedPair } from "./judged-pair.ts";

/** The version under which readings of a judge over HTTP are stored: that of the contract. */
const CONTRACT_VERSION = "1.0.0";
/** An answer is read up to this many bytes. */
const ANSWER_BYTES_MAX = 262_144;

/** Times it is asked for one reading, where what went wrong may pass. */
const TRIES = 3;

/** As `askOnce`, again after faults that may pass: 429, 5xx, nobody there. */
export async function askHttpJudge(...asked: Parameters<typeof askOnce>): Promise<JurorReading> {
	const signal = asked[4];
	for (let tryNumber = 1; ; tryNumber++) {
		const reading = await askOnce(...asked);
		const calls = tryNumber;
		const mayPass = reading.status === "failed" && !/^HTTP 4(?!29)/.test(reading.reason ?? "");
		if (!mayPass || tryNumber >= TRIES) return { ...reading, spent: { ...reading.spent, calls } };
		await waitToRetry({ retryAfterMs: null }, tryNumber, signal);
	}
}

/**
 * Asks a judge over HTTP, by the contract `parley-judge-v1`, for one reading. Its address comes from a run's file:
 * unless an operator handed that in (`trusted`), one that is not public is refused, written out or resolved. Redirects
 * are refused. Whatever goes wrong is a reading without an outcome.
 */
async function askOnce(
	pair: JudgedPair,
	{ address, trusted }: { address: string; trusted: boolean },
	lens: LensName,
	order: Order,
	signal: AbortSignal,
): Promise<JurorReading> {
	const spent = { calls: 1, tokensIn: 0, tokensOut: 0, costUsd: null };
	const facts = { order, lens, lensVersion: CONTRACT_VERSION, callId: null, spent };
	const without = (status: "failed" | "unparseable", reason: string): JurorReading => ({
		...facts,
		status,
		reason,
		outcome: null,
		verdict: null,
	});
	const { first, second } = placeInOrder(pair, order);
	const body = httpJudgeRequestSchema.parse({
		contract: httpJudgeContract,
		lens: { name: lens, version: CONTRACT_VERSION },
		...(lens === "rubric" ? { rubric: generalRubric } : {}),
		conversations: { first, second },
		scenario: { suite: pair.suite, key: await scenarioKey(pair), version: pair.version },
	});
	const sent = JSON.stringify(body);
	const fetched = await fetcher(trusted)("POST", new URL(address), sent, signal);
	signal.throwIfAborted();
	if (!fetched.ok) {
		const { code } = fetched.failure;
		if (code === "too-large") return without("unparseable", "The answer is too long.");
		return without(
			"failed",
			code === "address-refused"
				? "The judge's address is not public."
				: "The judge could not be reached.",
		);
	}
	const { status, text } = fetched.value;
	if (status < 200 || status > 299) return without("failed", `HTTP ${status}`);
	const given = parseJson(text);
	if (given === undefined) return without("unparseable", "The answer is not JSON.");
	const answer = httpJudgeResponseSchema.safeParse(given);
	if (!answer.success) return without("unparseable", "The answer is not of the contract's shape.");
	const outcome = outcomeInSlots(answer.data.outcome, order);
	return { ...facts, status: "ok", reason: null, outcome, verdict: answer.data };
}

const fetchers = new Map<string, GuardedFetch>();

/** One for judges that operators named and one for all others, so that connections are used again. */
function fetcher(trusted: boolean): GuardedFetch {
	const { PARLEY_CONNECT_TIMEOUT_MS, PARLEY_REPLY_TIMEOUT_MS } = config();
	const name = [trusted, PARLEY_CONNECT_TIMEOUT_MS, PARLEY_REPLY_TIMEOUT_MS].join(" ");
	const known = fetchers.get(name);
	if (known !== undefined) return known;
	const made = createGuardedFetch(trusted, {
		connectTimeoutMs: PARLEY_CONNECT_TIMEOUT_MS,
		timeoutMs: PARLEY_REPLY_TIMEOUT_MS,
		bytesMax: ANSWER_BYTES_MAX,
	});
	fetchers.set(name, made);
	return made;
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The same for the same scenario; nobody outside can tell its seed by it. */
async function scenarioKey({ suite, version, seed }: JudgedPair): Promise<string> {
	return createHmac("sha256", await instanceSecret())
		.update(`judged-scenario ${suite}|${version}|${seed}`)
		.digest("hex")
		.slice(0, 16);
}
