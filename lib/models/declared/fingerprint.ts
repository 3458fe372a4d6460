import { createHash } from "node:crypto";
import type { ModelDeclaration } from "./declaration.ts";

/** What a model's answers depend on, of what was declared. */
export interface ServedSettings {
	endpoints: { provider: string; id: string; baseUrl: string | null }[];
	sampling: object;
	systemPrefix: string | null;
}

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
	const fingerprint = createHash("sha256").update(JSON.stringify(settings)).digest("hex");
	return { settings, fingerprint };
}
