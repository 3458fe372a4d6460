import { createHash } from "node:crypto";

/** A short name of some content, for the tag of an answer that is made from it. */
export function contentHash(content: unknown): string {
	return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 32);
}
