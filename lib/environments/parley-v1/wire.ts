import { z } from "zod";
import type { Json } from "#lib/simulation/json.ts";

// The answers of the contract `parley-v1`, as examples/environment-server/README.md describes them.

const json: z.ZodType<Json> = z.json();

export const toolSchema = z.object({
	name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -"),
	description: z.string().default(""),
	parameters: z.record(z.string(), json).default({ type: "object", properties: {} }),
	effect: z.enum(["read", "write", "communicate", "end"]).default("write"),
	cost: z.number().nonnegative().default(0),
});

export const createdSchema = z.object({
	id: z.union([z.string().min(1).max(500), z.int()]).transform(String),
	tools: z.array(toolSchema).max(500).default([]),
	observation: z.string().default(""),
});

const mediaSchema = z.object({
	mediaType: z.string().regex(/^(image|audio|video)\/[\w.+-]+$/, "must be such as image/png"),
	data: z.base64(),
	alt: z.string().optional(),
});

export const steppedSchema = z.object({
	observation: json.default(""),
	reward: z.number().default(0),
	done: z.boolean(),
	info: json.default(null),
	media: z.array(mediaSchema).max(20).optional(),
});

export const stateSchema = json;
export const scoreSchema = z.record(z.string().min(1), z.number());
