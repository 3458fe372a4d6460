import { z } from "zod";

/** Who sits in a seat of an episode, as it is stored. */
export interface StoredDriver {
	kind: "model" | "program" | "person";
	/** Slug: of the model itself, or of the one that the program consults. */
	model: string | null;
	program: string | null;
	/** Of the program. */
	version: string | null;
	/** How a model calls tools. */
	tools: "native" | "text" | null;
}

/** Drivers by seat. */
export const storedDriversSchema: z.ZodType<Record<string, StoredDriver>> = z.record(
	z.string(),
	z.object({
		kind: z.enum(["model", "program", "person"]),
		model: z.string().nullable(),
		program: z.string().nullable(),
		version: z.string().nullable(),
		tools: z.enum(["native", "text"]).nullable(),
	}),
);

/** A person in a seat. */
export const person: StoredDriver = {
	kind: "person",
	model: null,
	program: null,
	version: null,
	tools: null,
};

/** A model in a seat, by its slug. */
export const modelDriver = (model: string, tools: "native" | "text"): StoredDriver => ({
	kind: "model",
	model,
	program: null,
	version: null,
	tools,
});
