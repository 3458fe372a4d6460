import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";

/** Which battle a voter was given to judge, and how it lay before them. */
const pairSchema = z.object({
	battleId: z.uuid(),
	voterId: z.uuid(),
	/** Slot that stands on the left. */
	left: z.enum(["a", "b"]),
	/** When it was drawn, in Unix ms. */
	atMs: z.number(),
});
export type SealedPair = z.infer<typeof pairSchema>;

const IV_BYTES = 12;
const TAG_BYTES = 16;

const keyOf = (secret: string) =>
	Buffer.from(hkdfSync("sha256", secret, "", "parley sealed pair", 32));

/**
 * A pair as a text that says nothing to who holds it: the battle's id would lead to pages that name its models.
 * AES-256-GCM with a key of its own made from the instance's secret.
 */
export function sealPair(pair: SealedPair, secret: string): string {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv("aes-256-gcm", keyOf(secret), iv);
	const text = Buffer.concat([cipher.update(JSON.stringify(pair), "utf8"), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url");
}

/** Throws `pair-not-found` (404) for what is not ours or was changed. */
export function openPair(sealed: string, secret: string): SealedPair {
	try {
		const bytes = Buffer.from(sealed, "base64url");
		const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, IV_BYTES), {
			authTagLength: TAG_BYTES,
		});
		decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
		const text = Buffer.concat([
			decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
			decipher.final(),
		]);
		return pairSchema.parse(JSON.parse(text.toString("utf8")));
	} catch (cause) {
		throw pairNotFound(cause);
	}
}

export const pairNotFound = (cause?: unknown): AppError =>
	new AppError("pair-not-found", "There is no such pair, or it was drawn for somebody else.", {
		status: 404,
		cause,
	});
