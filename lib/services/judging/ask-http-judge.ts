import { config } from "#lib/config/config.ts";
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
 * Asks a judge over HTTP, by the contract `parley-judge-v1`, for one reading. Its address comes from a run's file,
 * which a person with the right to spend money wrote; redirects are refused. Whatever goes wrong is a reading without
 * an outcome.
 */
async function askOnce(
	pair: JudgedPair,
	address: string,
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
		scenario: { suite: pair.suite, key: String(pair.seed), version: pair.version },
	});
	try {
		const response = await fetch(address, {
			method: "POST",
			redirect: "error",
			headers: { "content-type": "application/json" },
			body: JSON.stringify(body),
			signal: AbortSignal.any([signal, AbortSignal.timeout(config().PARLEY_REPLY_TIMEOUT_MS)]),
		});
		if (!response.ok) return without("failed", `HTTP ${response.status}`);
		const text = await readUpTo(response, ANSWER_BYTES_MAX);
		if (text === null) return without("unparseable", "The answer is too long.");
		const answer = httpJudgeResponseSchema.safeParse(JSON.parse(text));
		if (!answer.success)
			return without("unparseable", "The answer is not of the contract's shape.");
		const outcome = outcomeInSlots(answer.data.outcome, order);
		return { ...facts, status: "ok", reason: null, outcome, verdict: answer.data };
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof SyntaxError) return without("unparseable", "The answer is not JSON.");
		return without("failed", "The judge could not be reached.");
	}
}

/** The body as text; null, and the rest left unread, when it is longer. */
async function readUpTo(response: Response, bytesMax: number): Promise<string | null> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of response.body ?? []) {
		bytes += chunk.byteLength;
		if (bytes > bytesMax) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}
