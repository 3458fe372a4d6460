import type { z } from "zod";

/**
 * Reads a JSON object out of what a model answered: the whole text, or what stands between its first { and its
 * last }. Null when there is none of this shape.
 */
export function readJson<Shape>(answer: string, schema: z.ZodType<Shape>): Shape | null {
	const from = answer.indexOf("{");
	const to = answer.lastIndexOf("}");
	if (from === -1 || to < from) return null;
	try {
		const parsed = schema.safeParse(JSON.parse(answer.slice(from, to + 1)));
		return parsed.success ? parsed.data : null;
	} catch (error) {
		// Not JSON is an answer like any other: one that cannot be used.
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
