import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUuid, platformBytes, type RandomBytes, randomSlug, uuidV7 } from "./ids.ts";

const zeros: RandomBytes = (length) => new Uint8Array(length);
const ones: RandomBytes = (length) => new Uint8Array(length).fill(255);

describe("uuidV7", () => {
	it("is laid out as RFC 9562 says: time, version 7, variant 10", () => {
		// The time of the example in the RFC's appendix A.6.
		expect(uuidV7(0x017f22e279b0, zeros)).toBe("017f22e2-79b0-7000-8000-000000000000");
		expect(uuidV7(0x017f22e279b0, ones)).toBe("017f22e2-79b0-7fff-bfff-ffffffffffff");
	});
	it("sorts by time as text, for any two milliseconds of 48 bits", () => {
		const ms = fc.integer({ min: 0, max: 2 ** 48 - 1 });
		fc.assert(
			fc.property(ms, ms, (a, b) => {
				fc.pre(a < b);
				expect(uuidV7(a, ones) < uuidV7(b, zeros)).toBe(true);
			}),
		);
	});
	it("is a UUID of its own each time", () => {
		const ids = new Set(Array.from({ length: 1000 }, () => uuidV7(1_700_000_000_000)));
		expect(ids.size).toBe(1000);
		expect([...ids].every(isUuid)).toBe(true);
	});
});

describe("randomSlug", () => {
	it("is 26 characters of Crockford's alphabet, five bits a byte", () => {
		expect(randomSlug(zeros)).toBe("0".repeat(26));
		expect(randomSlug(ones)).toBe("z".repeat(26));
		let next = 0;
		expect(randomSlug((length) => Uint8Array.from({ length }, () => next++ % 32))).toBe(
			"0123456789abcdefghjkmnpqrs",
		);
		expect(randomSlug(platformBytes)).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
	});
});

describe("isUuid", () => {
	it.each(["017f22e2-79b0-7000-8000-000000000000", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"])(
		"takes %s",
		(text) => {
			expect(isUuid(text)).toBe(true);
		},
	);
	it.each([
		"",
		"017f22e279b070008000000000000000",
		"017f22e2-79b0-7000-8000-00000000000g",
		"017f22e2-79b0-7000-8000-000000000000\n",
	])("refuses %j", (text) => {
		expect(isUuid(text)).toBe(false);
	});
});
