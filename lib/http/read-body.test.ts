import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseForm, parseJson, readBody } from "./read-body.ts";

const ADDRESS = "http://arena.test/api/battles";

/** A request whose body comes in the given chunks, without a declared length. */
function chunked(chunks: Uint8Array<ArrayBuffer>[], onCancel = () => {}): Request {
	const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull(controller) {
			const next = chunks.shift();
			if (next === undefined) controller.close();
			else controller.enqueue(next);
		},
		cancel: onCancel,
	});
	return new Request(ADDRESS, { method: "POST", body, duplex: "half" } as RequestInit);
}
const bytes = (text: string) => new TextEncoder().encode(text);

describe("readBody", () => {
	it("puts a text together that was cut anywhere, even inside a character", async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.nat(), async (text, at) => {
				const all = bytes(text);
				const cut = at % (all.length + 1);
				expect(await readBody(chunked([all.slice(0, cut), all.slice(cut)]), 10_000)).toBe(text);
			}),
		);
	});
	it("takes a body of exactly the limit, and none at all", async () => {
		expect(await readBody(chunked([bytes("ä".repeat(5))]), 10)).toBe("äääää");
		expect(await readBody(new Request(ADDRESS, { method: "POST" }), 10)).toBe("");
	});
	it("refuses one byte over the limit", async () => {
		const over = chunked([bytes("12345"), bytes("678901")]);
		await expect(readBody(over, 10)).rejects.toMatchObject({ code: "body-too-large" });
	});
	it("stops over the limit without reading on", async () => {
		let isCancelled = false;
		const chunks = [bytes("12345"), bytes("123456"), bytes("never read"), bytes("never read")];
		const request = chunked(chunks, () => {
			isCancelled = true;
		});
		await expect(readBody(request, 10)).rejects.toMatchObject({
			code: "body-too-large",
			status: 413,
		});
		expect(isCancelled).toBe(true);
		expect(chunks.length).toBeGreaterThan(0);
	});
	it("refuses a declared length over the limit before reading", async () => {
		const request = new Request(ADDRESS, {
			method: "POST",
			body: "12345678901",
			headers: { "content-length": "11" },
		});
		await expect(readBody(request, 10)).rejects.toMatchObject({ code: "body-too-large" });
		expect(request.bodyUsed).toBe(false);
	});
	it.each([
		["a lone continuation byte", [0x80]],
		["a text that ends inside a character", [0x61, 0xe2, 0x82]],
		["a surrogate written as UTF-8", [0xed, 0xa0, 0x80]],
	])("refuses %s", async (_, given) => {
		await expect(readBody(chunked([Uint8Array.from(given)]), 10)).rejects.toMatchObject({
			code: "not-utf8",
			status: 400,
		});
	});
});

describe("parseJson", () => {
	it("reads what JSON.stringify wrote, and an empty body as an empty object", () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = JSON.stringify(value);
				expect(parseJson(text)).toEqual(JSON.parse(text));
			}),
		);
		expect(parseJson("")).toEqual({});
	});
	it.each(["{", "{'a': 1}", "nul", '{"a":1}x', "\u0000"])("says that %j is malformed", (text) => {
		expect(() => parseJson(text)).toThrow(
			expect.objectContaining({ code: "malformed-json", status: 400 }),
		);
	});
});

describe("parseForm", () => {
	it("makes a list of a field that was sent more than once", () => {
		expect(parseForm("a=1&b=x+y%26z&a=2&a=3")).toEqual({ a: ["1", "2", "3"], b: "x y&z" });
	});
	it("takes a field named __proto__ as a field", () => {
		const fields = parseForm("__proto__=1&constructor=2");
		expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
		expect(Object.hasOwn(fields, "__proto__")).toBe(true);
		expect(fields["constructor"]).toBe("2");
	});
});
