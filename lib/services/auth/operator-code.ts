import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS = 20;
const GROUP = 5;

/** A new code: 20 characters of Crockford's base 32, 100 random bits, in groups of five. */
export function newOperatorCode(): string {
	const letters = Array.from(randomBytes(CHARACTERS), (byte) => ALPHABET[byte & 31]).join("");
	return (letters.match(new RegExp(`.{${GROUP}}`, "g")) ?? []).join("-");
}

/**
 * The hash under which a code is stored. Case, spaces, dashes and the look-alikes O, I and L do not
 * matter. A plain SHA-256 is enough, because 100 random bits cannot be guessed from it.
 */
export function hashOperatorCode(code: string): string {
	const plain = code
		.toUpperCase()
		.replace(/[^0-9A-Z]/g, "")
		.replace(/O/g, "0")
		.replace(/[IL]/g, "1");
	return createHash("sha256").update(`operator-code ${plain}`).digest("hex");
}
