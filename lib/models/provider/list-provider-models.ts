import { z } from "zod";
import { environmentValue } from "#lib/config/config.ts";
import { type EndpointAddress, fetchFor } from "./language-models.ts";

/** `none`: the endpoint has no list of its models, which nothing depends on. */
export type ProviderList =
	| { state: "listed"; ids: string[] }
	| { state: "none"; detail: string }
	| { state: "failed"; detail: string };

const answerSchema = z.object({
	data: z.array(z.object({ id: z.string() })).optional(),
	models: z.array(z.object({ name: z.string().optional(), id: z.string().optional() })).optional(),
});

const usualBase = {
	openai: "https://api.openai.com/v1",
	anthropic: "https://api.anthropic.com/v1",
	google: "https://generativelanguage.googleapis.com/v1beta",
	"openai-compatible": "",
} as const;

/** Asks an endpoint for the ids of its models. The detail of a failure holds no words of the provider. */
export async function listProviderModels(
	endpoint: EndpointAddress,
	signal: AbortSignal,
): Promise<ProviderList> {
	const { provider } = endpoint;
	if (provider === "house") return { state: "none", detail: "a house model runs inside Parley" };
	const key = endpoint.keyEnv === null ? undefined : environmentValue(endpoint.keyEnv);
	if (endpoint.keyEnv !== null && key === undefined)
		return { state: "failed", detail: `the environment variable ${endpoint.keyEnv} is not set` };
	const headers: Record<string, string> =
		key === undefined
			? {}
			: provider === "anthropic"
				? { "x-api-key": key, "anthropic-version": "2023-06-01" }
				: provider === "google"
					? { "x-goog-api-key": key }
					: { authorization: `Bearer ${key}` };
	const base = endpoint.baseUrl ?? usualBase[provider];
	const size =
		provider === "google" ? "?pageSize=1000" : provider === "anthropic" ? "?limit=1000" : "";
	try {
		const ask = fetchFor(endpoint.trusted ?? true);
		const response = await ask(`${base}/models${size}`, { headers, signal });
		const text = await response.text();
		if (response.status === 404 || response.status === 405)
			return { state: "none", detail: "the server has no list of its models" };
		if (!response.ok) return { state: "failed", detail: `answered ${response.status}` };
		const answer = answerSchema.parse(JSON.parse(text));
		const ids = [
			...(answer.data ?? []).map((entry) => entry.id),
			...(answer.models ?? []).map((entry) =>
				(entry.name ?? entry.id ?? "").replace(/^models\//, ""),
			),
		];
		return { state: "listed", ids };
	} catch (error) {
		if (signal.aborted) return { state: "failed", detail: "no answer in time" };
		const isShape = error instanceof SyntaxError || error instanceof z.ZodError;
		return {
			state: "failed",
			detail: isShape ? "the list is not in a known form" : "the server cannot be reached",
		};
	}
}
