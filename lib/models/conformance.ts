import { nearestKey } from "./declared/nearest-key.ts";
import type { CallInput, CallOutcome } from "./port.ts";
import type { CallTarget } from "./provider/call-endpoint.ts";
import { listProviderModels } from "./provider/list-provider-models.ts";

export const checkNames = ["list", "one-token", "stream", "usage", "stop", "error-shape"] as const;

/** What one check of an endpoint found; `detail` is a sentence for the operator, without secrets. */
export interface EndpointCheck {
	name: (typeof checkNames)[number];
	ok: boolean;
	detail: string;
}

/** Makes one call to the target and leaves its trace. */
export type CheckedCall = (
	target: CallTarget,
	input: Omit<CallInput, "modelId">,
) => Promise<CallOutcome>;

/** From an abort to the end of the call, at most this long. */
const stopMsMax = 1000;
const listTimeoutMs = 10_000;

/** Runs every check on one endpoint, in order; about four short calls. Never throws for a provider's fault. */
export async function checkEndpoint(
	target: CallTarget,
	call: CheckedCall,
): Promise<EndpointCheck[]> {
	const checks = [await checkList(target), await checkOneToken(target, call)];
	const { stream, usage } = await checkStream(target, call);
	checks.push(stream, usage, await checkStop(target, call), await checkErrorShape(target, call));
	return checks;
}

const ask = (text: string): Pick<CallInput, "messages" | "seed"> => ({
	messages: [{ role: "user", text }],
	seed: 1,
});

const counting = "Count from 1 to 60 in words, one a line, and write nothing else.";

const describe = ({ failure }: CallOutcome): string =>
	failure === null ? "the call was aborted" : `${failure.code}: ${failure.text.split("\n")[0]}`;

async function checkList(target: CallTarget): Promise<EndpointCheck> {
	const list = await listProviderModels(target, AbortSignal.timeout(listTimeoutMs));
	if (list.state !== "listed")
		return { name: "list", ok: list.state === "none", detail: list.detail };
	if (list.ids.includes(target.providerModelId))
		return { name: "list", ok: true, detail: `${list.ids.length} models, this one among them` };
	const near = nearestKey(target.providerModelId, list.ids);
	const hint = near === undefined ? "" : `; did you mean ${near}?`;
	return {
		name: "list",
		ok: true,
		detail: `${list.ids.length} models, ${target.providerModelId} is not among them${hint}`,
	};
}

async function checkOneToken(target: CallTarget, call: CheckedCall): Promise<EndpointCheck> {
	const outcome = await call(target, {
		...ask("Say yes."),
		maxOutputTokens: 1,
		signal: new AbortController().signal,
		onText() {},
	});
	// A reasoning model may spend its one token on a thought.
	const isSpent = outcome.failure?.code === "empty" && outcome.trace.finishReason === "length";
	// A server that sends more than it was asked for does answer; the limit is then ours to keep.
	const isOver = outcome.failure?.code === "too-long" && outcome.text !== "";
	const remark = isSpent ? ", with a thought" : isOver ? ", and does not keep max_tokens" : "";
	return outcome.state === "ok" || isSpent || isOver
		? {
				name: "one-token",
				ok: true,
				detail: `answered in ${Math.round(outcome.trace.durationMs)} ms${remark}`,
			}
		: { name: "one-token", ok: false, detail: describe(outcome) };
}

async function checkStream(
	target: CallTarget,
	call: CheckedCall,
): Promise<{ stream: EndpointCheck; usage: EndpointCheck }> {
	let pieces = 0;
	const outcome = await call(target, {
		...ask(counting),
		maxOutputTokens: 2048,
		signal: new AbortController().signal,
		onText() {
			pieces += 1;
		},
	});
	const { tokensIn, tokensOut, tokensEstimated, firstTokenMs } = outcome.trace;
	if (outcome.state !== "ok")
		return {
			stream: { name: "stream", ok: false, detail: describe(outcome) },
			usage: { name: "usage", ok: false, detail: "no finished reply to count" },
		};
	const isReported = !tokensEstimated && tokensIn !== null && tokensOut !== null;
	return {
		stream: {
			name: "stream",
			ok: pieces > 1,
			detail:
				pieces > 1
					? `${pieces} pieces, the first after ${Math.round(firstTokenMs ?? 0)} ms`
					: "the reply came in one piece; the server does not stream",
		},
		usage: {
			name: "usage",
			ok: isReported,
			detail: isReported
				? `${tokensIn} tokens in, ${tokensOut} out`
				: "the server reports no token counts; ours are estimates",
		},
	};
}

async function checkStop(target: CallTarget, call: CheckedCall): Promise<EndpointCheck> {
	const controller = new AbortController();
	let abortedAt = 0;
	const outcome = await call(target, {
		...ask(counting),
		maxOutputTokens: 2048,
		signal: controller.signal,
		onText() {
			abortedAt ||= performance.now();
			controller.abort();
		},
	});
	if (outcome.state === "failed") return { name: "stop", ok: false, detail: describe(outcome) };
	const tookMs = performance.now() - abortedAt;
	if (outcome.state === "ok")
		return { name: "stop", ok: true, detail: "the reply was complete before it could be stopped" };
	return {
		name: "stop",
		ok: tookMs <= stopMsMax,
		detail: `ended ${Math.round(tookMs)} ms after the stop`,
	};
}

async function checkErrorShape(target: CallTarget, call: CheckedCall): Promise<EndpointCheck> {
	const outcome = await call(
		{ ...target, providerModelId: "parley-no-such-model" },
		{
			...ask("Say yes."),
			maxOutputTokens: 16,
			signal: new AbortController().signal,
			onText() {},
		},
	);
	const code = outcome.failure?.code;
	if (outcome.state === "ok")
		return { name: "error-shape", ok: true, detail: "the server answers to any model id" };
	const isNamed = code !== undefined && ["not-found", "bad-request", "unauthorized"].includes(code);
	return {
		name: "error-shape",
		ok: isNamed,
		detail: isNamed ? `a wrong model id gives ${code}` : describe(outcome),
	};
}
