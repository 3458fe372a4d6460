import { z } from "zod";

/** A form sends empty fields; they mean "not set". */
const optional = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** Query of everything that shows a suite's results: which of them, and two models to compare. */
export const suiteQuerySchema = z.strictObject({
	others: optional(z.string().max(500)).meta({
		description: "Who sat in the other seats, as `users` lists them; the most played without it",
	}),
	language: optional(z.string().regex(/^[a-z]{2,3}$/, "must be an ISO 639 code such as en")),
	first: optional(z.string().max(200)),
	second: optional(z.string().max(200)),
});

export const suiteParams = z.strictObject({ slug: z.string().min(1).max(80) });

/** Query of `GET /api/judges`. */
export const judgesQuerySchema = z.strictObject({
	suite: optional(
		z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a suite's slug such as kuhn-match"),
	),
});
