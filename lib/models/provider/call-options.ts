import type { LanguageModelV4CallOptions, LanguageModelV4Prompt } from "@ai-sdk/provider";
import type { EndpointLimits, Sampling } from "#lib/models/declared/declaration.ts";
import type { CallInput, ChatMessage } from "#lib/models/port.ts";

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
	for (const { role, text } of messages.slice(split)) {
		if (role === "system") prompt.push({ role, content: text });
		else if (role === "user") prompt.push({ role, content: [{ type: "text", text }] });
		else if (text !== "") prompt.push({ role, content: [{ type: "text", text }] });
	}
	return prompt;
}

/** The options of a `doStream`, without signal. */
export function toCallOptions(
	input: Pick<CallInput, "messages" | "seed" | "maxOutputTokens">,
	settings: RequestSettings,
): LanguageModelV4CallOptions {
	const { maxOutputTokens: _, ...sampling } = settings.sampling;
	return {
		seed: input.seed,
		...sampling,
		prompt: toPrompt(input.messages, settings.systemPrefix),
		maxOutputTokens: outputTokensMax(input.maxOutputTokens, settings),
	};
}
