import { z } from "zod";
import type { Json } from "#lib/simulation/json.ts";

const json: z.ZodType<Json> = z.json();
const meta = json.default(null);
/** Amounts of one call; null when the endpoint did not say. */
const usage = z.object({
	tokensIn: z.number().nullable(),
	tokensOut: z.number().nullable(),
	costUsd: z.number().nullable(),
});

/** What an episode is told from outside. Everything else in its log follows from these. */
export const observationSchema = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("model-response"),
		text: z.string(),
		toolCalls: z.array(z.object({ name: z.string(), arguments: json })),
		finish: z.string().nullable(),
		usage,
		meta,
	}),
	z.object({
		kind: z.literal("model-error"),
		/** Stable code of the failure, as in traces. */
		code: z.string(),
		/**
		 * `agent`: the model's own doing (empty, endless, refused by its provider), which is scored. `context`: more
		 * than the model can read. `infrastructure`: says nothing about the model.
		 */
		fault: z.enum(["agent", "context", "infrastructure"]),
		usage,
		meta,
	}),
	z.object({ kind: z.literal("person-message"), text: z.string(), stop: z.boolean(), meta }),
	z.object({ kind: z.literal("remote-answer"), answer: json, meta }),
	z.object({ kind: z.literal("remote-error"), code: z.string(), meta }),
	z.object({
		kind: z.literal("outside-stop"),
		reason: z.enum(["timeout", "budget", "human-end"]),
		meta,
	}),
]);
export type Observation = z.infer<typeof observationSchema>;

/** True for the kinds of event that come from outside and so are all that a replay needs. */
export const isOutside = (kind: string): kind is Observation["kind"] =>
	observationSchema.options.some((option) => option.shape.kind.value === kind);
