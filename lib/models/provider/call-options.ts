import type {
	LanguageModelV4CallOptions,
	LanguageModelV4FunctionTool,
	LanguageModelV4Prompt,
} from "@ai-sdk/provider";
import type { EndpointLimits, Sampling } from "#lib/models/declared/declaration.ts";
import type { CallInput, ChatMessage, OfferedTool } from "#lib/models/port.ts";

/** The settings of a model and endpoint that shape a request. */
export interface RequestSettings {
	systemPrefix: string | null;
	sampling: Sampling;
	limits: EndpointLimits;
}

/** The tokens a reply may have: the least of what the call, the model and the endpoint allow. */
export function outputTokensMax(
	asked: number,
	{ sampling, limits }: Pick<RequestSettings, "sampling" | "limits">,
): number {
	return Math.min(asked, sampling.maxOutputTokens ?? asked, limits.outputTokensMax ?? asked);
}

/**
 * The messages as the SDK takes them. The system prefix and the system messages at the start become
 * one system message, because many chat templates take only one. Empty assistant messages (a reply
 * that failed) are left out, because some providers refuse them.
 */
export function toPrompt(
	messages: readonly ChatMessage[],
	systemPrefix: string | null,
): LanguageModelV4Prompt {
	const firstOther = messages.findIndex((message) => message.role !== "system");
	const split = firstOther < 0 ? messages.length : firstOther;
	const system = [systemPrefix ?? "", ...messages.slice(0, split).map((message) => message.text)]
		.filter((text) => text.trim() !== "")
		.join("\n\n");
	const prompt: LanguageModelV4Prompt = system === "" ? [] : [{ role: "system", content: system }];
	for (const message of messages.slice(split)) {
		const { role, text } = message;
		if (role === "system") prompt.push({ role, content: text });
		else if (role === "user") prompt.push({ role, content: [{ type: "text", text }] });
		else if (role === "tool") addToolResult(prompt, message);
		else if (text !== "" || message.toolCalls !== undefined)
			prompt.push({ role, content: assistantParts(message) });
	}
	return prompt;
}

function assistantParts({ text, toolCalls = [] }: ChatMessage): AssistantParts {
	const calls = toolCalls.map(({ id, name, arguments: input }) => ({
		type: "tool-call" as const,
		toolCallId: id,
		toolName: name,
		input,
	}));
	return text === "" ? calls : [{ type: "text", text }, ...calls];
}

/** The results of the calls of one message are one message of the role tool. */
function addToolResult(prompt: LanguageModelV4Prompt, { text, answers }: ChatMessage): void {
	const result = {
		type: "tool-result" as const,
		toolCallId: answers?.id ?? "",
		toolName: answers?.name ?? "",
		output: { type: "text" as const, value: text },
	};
	const last = prompt.at(-1);
	if (last?.role === "tool") last.content.push(result);
	else prompt.push({ role: "tool", content: [result] });
}

type AssistantParts = Extract<LanguageModelV4Prompt[number], { role: "assistant" }>["content"];

/** The options of a `doStream`, without signal. */
export function toCallOptions(
	input: Pick<CallInput, "messages" | "seed" | "maxOutputTokens" | "tools">,
	settings: RequestSettings,
): LanguageModelV4CallOptions {
	const { maxOutputTokens: _, ...sampling } = settings.sampling;
	return {
		seed: input.seed,
		...sampling,
		prompt: toPrompt(input.messages, settings.systemPrefix),
		maxOutputTokens: outputTokensMax(input.maxOutputTokens, settings),
		...(input.tools === undefined || input.tools.length === 0
			? {}
			: { tools: input.tools.map(offered), toolChoice: { type: "auto" } }),
	};
}

const offered = ({ name, description, parameters }: OfferedTool): LanguageModelV4FunctionTool => ({
	type: "function",
	name,
	description,
	inputSchema: parameters as LanguageModelV4FunctionTool["inputSchema"],
});
