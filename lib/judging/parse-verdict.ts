import type { z } from "zod";
import { findJsonObject } from "./find-json-object.ts";
import type { LensPrompt } from "./lens.ts";
import { type Order, outcomeInSlots, type Reading } from "./orders.ts";

/** A juror's reply, read. `reason` is for people who look into failures; it quotes no reply. */
export type ParsedVerdict<V> =
	| { status: "ok"; verdict: V }
	| { status: "unparseable" | "refused"; reason: string };

const reasons = {
	none: "The reply holds no JSON object.",
	several: "The reply holds several different JSON objects.",
	broken: "The reply's JSON is broken or was cut.",
	"too-long": "The reply is too long to be a verdict.",
} as const;

/** How refusals begin, in the language jurors are asked to write; looked for only where no JSON is. */
const refusal =
	/^\W*(?:(?:i'm|i am) (?:very |really |so )?sorry\b|sorry, (?:but )?i\b|i (?:can(?:'t|not| not)|won't|will not|(?:am|'m) (?:unable|not able)|must decline|decline)\b|i'm (?:unable|not able)\b|as an ai\b)/i;

/** Thoughts that some endpoints send as part of the reply. */
const thought = /^\s*<think>[\s\S]*?<\/think>/;

/**
 * Reads a verdict from a reply by the lens' schema. An unknown label, a missing field or a
 * contradiction is `unparseable`, never a tie. Never throws.
 */
export function parseVerdict<V>(reply: string, schema: z.ZodType<V>): ParsedVerdict<V> {
	const text = reply.replace(thought, "").trim();
	if (text === "") return { status: "unparseable", reason: "The reply is empty." };
	const found = findJsonObject(text);
	if (found.status !== "found") {
		if (found.status === "none" && refusal.test(text.replaceAll("’", "'")))
			return { status: "refused", reason: "The juror declined to judge." };
		return { status: "unparseable", reason: reasons[found.status] };
	}
	const parsed = schema.safeParse(found.object);
	if (parsed.success) return { status: "ok", verdict: parsed.data };
	if (typeof found.object["refused"] === "string")
		return { status: "refused", reason: "The juror declined to judge." };
	const issue = parsed.error.issues[0];
	const place = issue === undefined || issue.path.length === 0 ? "the whole" : issue.path.join(".");
	return {
		status: "unparseable",
		reason: `The verdict is not of the lens' shape at ${place.slice(0, 100)}: ${issue?.code ?? "unknown"}.`,
	};
}

/** The reading, in slots, that a reply to a lens' prompt comes to. */
export function readReply<V>(prompt: LensPrompt<V>, order: Order, reply: string): Reading {
	const parsed = parseVerdict(reply, prompt.schema);
	if (parsed.status !== "ok") return { order, status: "unscored", reason: parsed.status };
	const placed = prompt.outcomeOf(parsed.verdict);
	if (placed === null) return { order, status: "unscored", reason: "nothing-seen" };
	return { order, status: "scored", outcome: outcomeInSlots(placed, order) };
}
