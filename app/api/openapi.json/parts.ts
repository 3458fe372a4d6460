import { z } from "zod";

const problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.number().int(),
		code: z.string().meta({ description: "Stable, kebab-case" }),
		detail: z.string(),
		requestId: z.string(),
	})
	.meta({ id: "Problem", description: "RFC 9457" });

export const error = (description: string) => ({
	description,
	content: { "application/problem+json": { schema: problem } },
});

export const errors = {
	"404": error("Unknown, or somebody else's"),
	"409": error("Not possible in this state; `code` says why"),
	"422": error("The input is wrong; `detail` names every field"),
	"429": error("Past a limit; see Retry-After"),
};

export const ok = (description: string, type = "application/json") => ({
	description,
	content: { [type]: {} },
});

export const bodyOf = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });

export const idempotency = z.object({
	"idempotency-key": z
		.string()
		.max(200)
		.optional()
		.meta({ description: "The same key and body give the same response again" }),
});
