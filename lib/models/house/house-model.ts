import type {
	LanguageModelV4,
	LanguageModelV4CallOptions,
	LanguageModelV4FinishReason,
	LanguageModelV4Prompt,
	LanguageModelV4Usage,
	SharedV4Warning,
} from "@ai-sdk/provider";
import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import type { BrainMessage, HouseBrain } from "./brain.ts";
import { withoutNames } from "./discretion.ts";
import { abortError, type Pace, paceDurationMs, pacedStream, wait } from "./paced-stream.ts";
import { countTokens, splitTokens } from "./tokens.ts";

/** A brain reads at most this much of one message, so that its time is bounded. */
const messageCharsMax = 8_000;
/** And at most this many of the latest messages. */
const messagesMax = 60;

/**
 * A house model as the AI SDK sees a model. `brain` decides what is said, `pace` how fast.
 *
 * Deterministic: the text depends on the messages and on `seed` only. Honours `abortSignal`,
 * `maxOutputTokens` and `stopSequences`; tools, JSON mode and files are answered with a warning.
 * Usage counts tokens by `countTokens`.
 */
export function createHouseLanguageModel(options: {
	modelId: string;
	brain: HouseBrain;
	pace: Pace;
}): LanguageModelV4 {
	const { modelId, brain, pace } = options;
	return {
		specificationVersion: "v4",
		provider: "house",
		modelId,
		supportedUrls: {},
		async doGenerate(call) {
			const reply = composeReply(brain, call);
			await wait(paceDurationMs(pace, reply.tokens.length), call.abortSignal);
			return {
				content: [{ type: "text", text: reply.tokens.join("") }],
				finishReason: reply.finishReason,
				usage: reply.usage,
				response: { id: reply.id, modelId },
				warnings: reply.warnings,
			};
		},
		async doStream(call) {
			if (call.abortSignal?.aborted) throw abortError(call.abortSignal);
			const reply = composeReply(brain, call);
			return {
				stream: pacedStream({
					tokens: reply.tokens,
					pace,
					before: [
						{ type: "stream-start", warnings: reply.warnings },
						{ type: "response-metadata", id: reply.id, modelId },
						{ type: "text-start", id: "0" },
					],
					after: [
						{ type: "text-end", id: "0" },
						{ type: "finish", usage: reply.usage, finishReason: reply.finishReason },
					],
					abortSignal: call.abortSignal,
				}),
			};
		},
	};
}

function composeReply(brain: HouseBrain, call: LanguageModelV4CallOptions) {
	const messages = readPrompt(call.prompt);
	const conversation = messages.map((m) => `${m.role}\u0000${m.text}`).join("\u0001");
	const seed = seedOf(`${call.seed ?? ""}\u0002${conversation}`);
	let text = withoutNames(cleanText(brain.respond(messages, seededRandom(seed))));
	for (const stop of call.stopSequences ?? []) {
		const at = stop === "" ? -1 : text.indexOf(stop);
		if (at >= 0) text = text.slice(0, at);
	}
	const all = splitTokens(text);
	const tokensMax = call.maxOutputTokens ?? Infinity;
	const tokens = all.length > tokensMax ? all.slice(0, Math.max(0, tokensMax)) : all;
	const isCut = tokens.length < all.length;
	const finishReason: LanguageModelV4FinishReason = isCut
		? { unified: "length", raw: "length" }
		: { unified: "stop", raw: "stop" };
	const inputTokens = messages.reduce((sum, message) => sum + countTokens(message.text), 0);
	const usage: LanguageModelV4Usage = {
		inputTokens: { total: inputTokens, noCache: inputTokens, cacheRead: 0, cacheWrite: 0 },
		outputTokens: { total: tokens.length, text: tokens.length, reasoning: 0 },
	};
	const id = `reply-${seed.toString(16).padStart(8, "0")}`;
	return { tokens, finishReason, usage, id, warnings: warningsFor(call) };
}

/** The text parts of a prompt; files, tool calls and tool results are not for these programs. */
function readPrompt(prompt: LanguageModelV4Prompt): BrainMessage[] {
	const messages: BrainMessage[] = [];
	for (const message of prompt) {
		if (message.role === "tool") continue;
		const text =
			typeof message.content === "string"
				? message.content
				: message.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
		messages.push({ role: message.role, text: cleanText(text.slice(0, messageCharsMax)) });
	}
	const isSystem = (message: BrainMessage) => message.role === "system";
	const talk = messages.filter((message) => !isSystem(message));
	return [...messages.filter(isSystem).slice(0, messagesMax), ...talk.slice(-messagesMax)];
}

/** Well-formed Unicode without control characters: what a database and a page can hold. */
function cleanText(text: string): string {
	const keep = (c: string) => (c === "\n" || c === "\t" ? c : c === "\r" ? "" : " ");
	return text.toWellFormed().replace(/\p{Cc}/gu, keep);
}

function warningsFor(call: LanguageModelV4CallOptions): SharedV4Warning[] {
	const warnings: SharedV4Warning[] = [];
	if (call.tools?.length) warnings.push({ type: "unsupported", feature: "tools" });
	if (call.responseFormat?.type === "json") {
		warnings.push({ type: "unsupported", feature: "responseFormat" });
	}
	const hasFiles = call.prompt.some(
		(message) =>
			typeof message.content !== "string" && message.content.some((part) => part.type === "file"),
	);
	if (hasFiles) warnings.push({ type: "unsupported", feature: "files" });
	return warnings;
}
