import type {
	LanguageModelV4,
	LanguageModelV4CallOptions,
	LanguageModelV4StreamPart,
	LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { countTokens } from "#lib/models/house/tokens.ts";
import type { SeatAction } from "#lib/simulation/action.ts";

/** The text of a prompt's message; tool calls and results are left out. */
export function promptText({ content }: LanguageModelV4CallOptions["prompt"][number]): string {
	if (typeof content === "string") return content;
	return content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
}

/** A program as the AI SDK sees a model: answers at once, with a text and tool calls. */
export function createProgramModel(
	modelId: string,
	respond: (call: LanguageModelV4CallOptions) => SeatAction,
): LanguageModelV4 {
	const reply = (call: LanguageModelV4CallOptions) => {
		const action = respond(call);
		const tools = action.toolCalls.map(({ name, arguments: given }, i) => ({
			type: "tool-call" as const,
			toolCallId: `house-${i}`,
			toolName: name,
			input: typeof given === "string" ? given : JSON.stringify(given),
		}));
		const reason = tools.length > 0 ? "tool-calls" : "stop";
		const finishReason = { unified: reason, raw: reason } as const;
		return { text: action.text, tools, usage: usageOf(call, action), finishReason };
	};
	return {
		specificationVersion: "v4",
		provider: "house",
		modelId,
		supportedUrls: {},
		async doGenerate(call) {
			const { text, tools, usage, finishReason } = reply(call);
			const said = text === "" ? [] : [{ type: "text" as const, text }];
			return { content: [...said, ...tools], finishReason, usage, warnings: [] };
		},
		async doStream(call) {
			const { text, tools, usage, finishReason } = reply(call);
			const parts: LanguageModelV4StreamPart[] = [{ type: "stream-start", warnings: [] }];
			if (text !== "")
				parts.push(
					{ type: "text-start", id: "0" },
					{ type: "text-delta", id: "0", delta: text },
					{ type: "text-end", id: "0" },
				);
			parts.push(...tools, { type: "finish", usage, finishReason });
			return { stream: streamOf(parts) };
		},
	};
}

function usageOf(call: LanguageModelV4CallOptions, action: SeatAction): LanguageModelV4Usage {
	const input = call.prompt.reduce((sum, message) => sum + countTokens(promptText(message)), 0);
	const output = countTokens(action.text);
	return {
		inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
		outputTokens: { total: output, text: output, reasoning: 0 },
	};
}

function streamOf(
	parts: readonly LanguageModelV4StreamPart[],
): ReadableStream<LanguageModelV4StreamPart> {
	return new ReadableStream({
		start(controller) {
			for (const part of parts) controller.enqueue(part);
			controller.close();
		},
	});
}
