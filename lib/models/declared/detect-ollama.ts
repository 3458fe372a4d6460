import { z } from "zod";
import { declareModel, type ModelDeclaration } from "./declaration.ts";

export const ollamaAddress = "http://127.0.0.1:11434";

const tagsSchema = z.object({
	models: z.array(
		z.object({
			name: z.string().min(1).max(200),
			details: z.object({ family: z.string().nullish() }).nullish(),
		}),
	),
});

/**
 * The models of an Ollama that runs on this machine, as drafts: listed for the operator, not used.
 * None when nothing answers within `timeoutMs`.
 */
export async function detectOllama(
	address: string = ollamaAddress,
	timeoutMs = 300,
): Promise<ModelDeclaration[]> {
	let answer: z.infer<typeof tagsSchema>;
	try {
		const response = await fetch(`${address}/api/tags`, {
			signal: AbortSignal.timeout(timeoutMs),
			redirect: "error",
			cache: "no-store",
		});
		if (!response.ok) return [];
		answer = tagsSchema.parse(await response.json());
	} catch {
		// Whatever answers there, it is no Ollama that could be offered.
		return [];
	}
	const bySlug = new Map<string, ModelDeclaration>();
	for (const { name, details } of answer.models) {
		const slug = `ollama-${name.toLowerCase().replace(/[^a-z0-9._]+/g, "-")}`
			.slice(0, 80)
			.replace(/[^a-z0-9]+$/, "");
		bySlug.set(
			slug,
			declareModel({
				slug,
				name,
				maker: "unknown",
				family: details?.family ?? null,
				priceInputUsd: 0,
				priceOutputUsd: 0,
				state: "draft",
				source: "detected",
				endpoints: [
					{
						provider: "openai-compatible",
						providerModelId: name,
						baseUrl: `${address}/v1`,
						keyEnv: null,
						limits: {},
						capabilities: {},
					},
				],
			}),
		);
	}
	return [...bySlug.values()];
}
