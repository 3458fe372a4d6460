import { createHash } from "node:crypto";
import { z } from "zod";
import type { ModelDeclaration } from "./declaration.ts";

/** What a model's answers depend on, of what was declared. */
const servedSettingsSchema = z.object({
	endpoints: z.array(
		z.object({ provider: z.string(), id: z.string(), baseUrl: z.string().nullable() }),
	),
	sampling: z.record(z.string(), z.unknown()),
	systemPrefix: z.string().nullable(),
});
export type ServedSettings = z.infer<typeof servedSettingsSchema>;

/** What anybody may read of it: no words of the operator's, no address of theirs. */
export interface PublicSettings {
	endpoints: { provider: string; id: string }[];
	sampling: Record<string, unknown>;
	/** SHA-256 in hexadecimal, as in exports; null without a prefix. */
	systemPrefixHash: string | null;
}

/** The public part of stored settings. Throws for what is not such settings. */
export function publicSettings(stored: unknown): PublicSettings {
	const { endpoints, sampling, systemPrefix } = servedSettingsSchema.parse(stored);
	return {
		endpoints: endpoints.map(({ provider, id }) => ({ provider, id })),
		sampling,
		systemPrefixHash: systemPrefix === null || systemPrefix === "" ? null : sha256(systemPrefix),
	};
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The settings of the history of what was called under a name, and their SHA-256 in hexadecimal. */
export function fingerprintOf(
	declaration: Pick<ModelDeclaration, "endpoints" | "sampling" | "systemPrefix">,
): { settings: ServedSettings; fingerprint: string } {
	const settings: ServedSettings = {
		endpoints: declaration.endpoints.map(({ provider, providerModelId, baseUrl }) => ({
			provider,
			id: providerModelId,
			baseUrl,
		})),
		sampling: Object.fromEntries(
			Object.entries(declaration.sampling).sort(([x], [y]) => (x < y ? -1 : 1)),
		),
		systemPrefix: declaration.systemPrefix,
	};
	return { settings, fingerprint: sha256(JSON.stringify(settings)) };
}
