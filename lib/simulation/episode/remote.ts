import { z } from "zod";
import type { Json } from "#lib/simulation/json.ts";
import type { ToolResult, ToolSpec } from "#lib/simulation/tools.ts";
import { toolErrorCodes } from "#lib/simulation/tools.ts";
import type { RemoteState } from "./state.ts";

const toolSchema = z.object({
	name: z.string().min(1),
	description: z.string().default(""),
	parameters: z.record(z.string(), z.json()).default({ type: "object" }),
	effect: z.enum(["read", "write", "communicate", "end"]).default("write"),
	cost: z.number().nonnegative().default(0),
});
const createdSchema = z.object({
	tools: z.array(toolSchema).default([]),
	observation: z.json().default(""),
});
const sessionSchema = z.object({ session: z.string().min(1) });
const stepSchema = z.object({
	observation: z.json().default(""),
	reward: z.number().default(0),
	done: z.boolean().default(false),
	info: z.json().default(null),
});
const errorSchema = z.object({
	error: z.object({ code: z.enum(toolErrorCodes), message: z.string().default("") }),
});

/** The world as an answer to `create` says it; null when it can't be read. `meta` holds the session's id. */
export function readCreated(answer: Json, meta: Json): RemoteState | null {
	const created = createdSchema.safeParse(answer);
	const session = sessionSchema.safeParse(meta);
	if (!created.success || !session.success) return null;
	const { tools, observation } = created.data;
	return {
		session: session.data.session,
		tools: tools as ToolSpec[],
		observation: textOf(observation),
		done: false,
		score: null,
	};
}

/** An answer to `step`; null when it can't be read. `info.error` marks a failed tool call. */
export function readStep(answer: Json): {
	observation: string;
	reward: number;
	done: boolean;
	info: Json;
	result: ToolResult;
} | null {
	const step = stepSchema.safeParse(answer);
	if (!step.success) return null;
	const { observation, reward, done, info } = step.data;
	const failed = errorSchema.safeParse(info);
	const result: ToolResult = failed.success
		? { error: failed.data.error }
		: { output: observation };
	return { observation: textOf(observation), reward, done, info, result };
}

const textOf = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

/** The numbers of an answer to `score`; null when there are none to read. */
export function readScore(answer: Json): Record<string, number> | null {
	const plain = z.record(z.string(), z.number()).safeParse(answer);
	if (plain.success) return plain.data;
	const only = z.object({ score: z.number() }).safeParse(answer);
	return only.success ? { score: only.data.score } : null;
}
