/** Replies longer than this are not searched. */
const CHARACTERS_MAX = 200_000;

/** Deeper nesting is no verdict, and would overflow the stack of whoever writes it out again. */
const DEPTH_MAX = 64;

/** Braces in prose that lead nowhere, after which the search is given up. */
const FALSE_STARTS_MAX = 40;

/** What a reply holds: exactly one JSON object, or why not. */
export type FoundObject =
	| { status: "found"; object: Record<string, unknown> }
	| { status: "none" | "several" | "broken" | "too-long" };

/**
 * The one JSON object in a reply: bare, in a code fence, or with prose around it. Nothing is
 * repaired and nothing is read from prose. The same object given twice is one; two different ones
 * are `several`, for a juror may quote a verdict that a reply tried to slip in. `broken`: something
 * began as a JSON object and is none, as in a reply that was cut.
 */
export function findJsonObject(reply: string): FoundObject {
	if (reply.length > CHARACTERS_MAX) return { status: "too-long" };
	const objects = new Map<string, Record<string, unknown>>();
	let isBroken = false;
	let falseStarts = 0;
	let at = reply.indexOf("{");
	while (at !== -1) {
		const end = endOfObject(reply, at);
		const object = end === null ? null : parseObject(reply.slice(at, end));
		if (object !== null) objects.set(JSON.stringify(object), object);
		else if (/^\{\s*["}]/.test(reply.slice(at, at + 200))) isBroken = true;
		else if (++falseStarts > FALSE_STARTS_MAX) isBroken = true;
		if (isBroken) break;
		at = reply.indexOf("{", object === null ? at + 1 : (end ?? at + 1));
	}
	if (isBroken) return { status: "broken" };
	const [object] = objects.values();
	if (object === undefined) return { status: "none" };
	return objects.size > 1 ? { status: "several" } : { status: "found", object };
}

/**
 * Where the braces opened at `start` are closed again, outside of strings; null if they never are,
 * or nest too deeply. Brackets count as depth, so that arrays are bounded as well.
 */
function endOfObject(text: string, start: number): number | null {
	let depth = 0;
	let inString = false;
	for (let i = start; i < text.length; i++) {
		const unit = text.charAt(i);
		if (inString) {
			if (unit === "\\") i++;
			else if (unit === '"') inString = false;
		} else if (unit === '"') inString = true;
		else if (unit === "{" || unit === "[") {
			if (++depth > DEPTH_MAX) return null;
		} else if ((unit === "}" || unit === "]") && --depth === 0) return i + 1;
	}
	return null;
}

function parseObject(text: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value))
			: null;
	} catch {
		// Not JSON: an expected answer of a search through prose.
		return null;
	}
}
