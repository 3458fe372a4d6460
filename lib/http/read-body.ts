import { AppError } from "#lib/kernel/app-error.ts";

const tooLarge = (bytesMax: number) =>
	new AppError("body-too-large", `The body is over the limit of ${bytesMax} bytes. Send less.`, {
		status: 413,
	});

/**
 * Reads a body as UTF-8 text and stops as soon as it is over the limit: a declared length over it is
 * refused before a byte is read. Throws `body-too-large` (413) or `not-utf8` (400).
 */
export async function readBody(request: Request, bytesMax: number): Promise<string> {
	const declared = Number(request.headers.get("content-length") ?? 0);
	if (declared > bytesMax) throw tooLarge(bytesMax);
	if (request.body === null) return "";
	const decoder = new TextDecoder("utf-8", { fatal: true });
	const reader = request.body.getReader();
	let text = "";
	let bytes = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return text + decoder.decode();
			bytes += value.byteLength;
			if (bytes > bytesMax) throw tooLarge(bytesMax);
			text += decoder.decode(value, { stream: true });
		}
	} catch (cause) {
		await reader.cancel().catch(() => {});
		if (cause instanceof TypeError)
			throw new AppError("not-utf8", "The body is not valid UTF-8 text.", { status: 400, cause });
		throw cause;
	}
}

/** Parses JSON; `malformed-json` (400) says where it broke off. An empty body is an empty object. */
export function parseJson(text: string): unknown {
	if (text === "") return {};
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new AppError(
			"malformed-json",
			`The body is not valid JSON: ${cause instanceof Error ? cause.message.slice(0, 120) : "unreadable"}.`,
			{ status: 400, cause },
		);
	}
}

/** A form body as an object; a field sent twice becomes a list. */
export function parseForm(text: string): Record<string, string | string[]> {
	// A map, because a field may be named like something every object has.
	const fields = new Map<string, string | string[]>();
	for (const [name, value] of new URLSearchParams(text)) {
		const earlier = fields.get(name);
		fields.set(name, earlier === undefined ? value : [earlier, value].flat());
	}
	return Object.fromEntries(fields);
}
