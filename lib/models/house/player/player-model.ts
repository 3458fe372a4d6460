import type {
	LanguageModelV4,
	LanguageModelV4CallOptions,
	LanguageModelV4StreamPart,
	LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import { countTokens } from "#lib/models/house/tokens.ts";
import type { SeatAction } from "#lib/simulation/action.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import type { PlayerScene } from "#lib/simulation/players/scene.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";

const NO_SCENE =
	"This program plays scenarios of simulated runs only, where it is told what is played. It cannot talk.";

/**
 * A house player as the AI SDK sees a model. What is played comes beside the prompt, in the provider options
 * `parley.scene`, which only programs of this process are given. Deterministic in the scene and the seed.
 */
export function createPlayerModel(modelId: string, dial: number): LanguageModelV4 {
	const reply = (call: LanguageModelV4CallOptions) => {
		const action = act(call, dial);
		const usage = usageOf(call, action);
		const tools = action.toolCalls.map(({ name, arguments: given }, i) => ({
			type: "tool-call" as const,
			toolCallId: `house-${i}`,
			toolName: name,
			input: typeof given === "string" ? given : JSON.stringify(given),
		}));
		const reason = tools.length > 0 ? "tool-calls" : "stop";
		return { action, tools, usage, finishReason: { unified: reason, raw: reason } as const };
	};
	return {
		specificationVersion: "v4",
		provider: "house",
		modelId,
		supportedUrls: {},
		async doGenerate(call) {
			const { action, tools, usage, finishReason } = reply(call);
			const text = action.text === "" ? [] : [{ type: "text" as const, text: action.text }];
			return { content: [...text, ...tools], finishReason, usage, warnings: [] };
		},
		async doStream(call) {
			const { action, tools, usage, finishReason } = reply(call);
			const parts: LanguageModelV4StreamPart[] = [{ type: "stream-start", warnings: [] }];
			if (action.text !== "")
				parts.push(
					{ type: "text-start", id: "0" },
					{ type: "text-delta", id: "0", delta: action.text },
					{ type: "text-end", id: "0" },
				);
			parts.push(...tools, { type: "finish", usage, finishReason });
			return { stream: streamOf(parts) };
		},
	};
}

function act(call: LanguageModelV4CallOptions, dial: number): SeatAction {
	const scene = call.providerOptions?.["parley"]?.["scene"] as PlayerScene | undefined;
	const suite = scene === undefined ? undefined : findSuite(scene.suite);
	if (scene === undefined || suite === undefined) return { text: NO_SCENE, toolCalls: [] };
	const { seed, control, language, view } = scene;
	return dialPlayer(
		suite,
		dial,
	)({
		scenario: suite.scenario(seed, { control, language }),
		seat: view.seat,
		view,
		random: seededRandom(seedOf(`${dial}|${call.seed ?? 0}`)),
	});
}

function usageOf(call: LanguageModelV4CallOptions, action: SeatAction): LanguageModelV4Usage {
	const input = call.prompt.reduce((sum, { content }) => {
		if (typeof content === "string") return sum + countTokens(content);
		const texts = content.map((part) => (part.type === "text" ? countTokens(part.text) : 0));
		return sum + texts.reduce((a, b) => a + b, 0);
	}, 0);
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
