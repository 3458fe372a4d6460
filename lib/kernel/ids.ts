/** Random bytes from outside: `crypto.getRandomValues` in adapters, a seeded source in tests. */
export type RandomBytes = (length: number) => Uint8Array;

/** Cryptographically strong random bytes of the platform. */
export const platformBytes: RandomBytes = (length) =>
	crypto.getRandomValues(new Uint8Array(length));

/**
 * A UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. Ids of one
 * millisecond are not ordered among themselves.
 */
export function uuidV7(nowMs: number, bytes: RandomBytes = platformBytes): string {
	const b = bytes(16);
	let t = nowMs;
	for (let i = 5; i >= 0; i--) {
		b[i] = t % 256;
		t = Math.floor(t / 256);
	}
	b[6] = ((b[6] ?? 0) & 0x0f) | 0x70;
	b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
	const hex = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A random public slug of 26 characters (Crockford's base 32): 130 bits, says nothing about its time. */
export function randomSlug(bytes: RandomBytes = platformBytes): string {
	return Array.from(bytes(26), (x) => ALPHABET[x & 31]).join("");
}

/** True for any UUID in the canonical lower- or upper-case spelling. */
export function isUuid(text: string): boolean {
	return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
