import { z } from "zod";

// The answers of AgentGym's environment servers (Xi et al. 2024, arXiv:2406.04151; the repository
// WooooDyy/AgentGym, packages agentenv-*). They differ from package to package:
// create   {id, …} (TextCraft, ALFWorld, BabyAI, SciWorld, LMRL-Gym), a bare number (WebShop, SQLGym,
//          tools), {env_idx} (WebArena)
// reset    {observation, …}, a text, [text, null]
// step     observation or state; done or terminated
// close    a truth value, {closed}; older servers have no such path
// Failures often come with status 200 and {error}.

const errorSchema = z.object({ error: z.string() });

/** How a server calls a session in its requests. */
export type SessionField = "id" | "env_idx";

export const createdSchema = z
	.union([
		z.int().transform((number) => ({ field: "env_idx" as SessionField, number })),
		z.object({ env_idx: z.int() }).transform(({ env_idx }) => ({
			field: "env_idx" as SessionField,
			number: env_idx,
		})),
		z.object({ id: z.int() }).transform(({ id }) => ({ field: "id" as SessionField, number: id })),
	])
	.or(refusal());

/** The text of an observation, however it is wrapped. */
export const observationSchema = z
	.union([
		z.string(),
		z.tuple([z.string()], z.unknown()).transform(([text]) => text),
		z.object({ observation: z.string() }).transform(({ observation }) => observation),
		z.object({ state: z.string() }).transform(({ state }) => state),
	])
	.or(refusal());

const ending = z.union([
	z.object({ done: z.boolean() }).transform(({ done }) => done),
	z.object({ terminated: z.boolean() }).transform(({ terminated }) => terminated),
]);

export const steppedSchema = z
	.looseObject({ reward: z.number() })
	.transform((answer, context) => {
		const observation = observationSchema.safeParse(answer);
		const done = ending.safeParse(answer);
		if (observation.success && typeof observation.data === "string" && done.success)
			return { observation: observation.data, reward: answer.reward, done: done.data };
		context.addIssue("must have observation or state, and done or terminated");
		return z.NEVER;
	})
	.or(refusal());

/** What the server says went wrong, with a status that says that nothing did. */
export interface Refusal {
	refused: string;
}

function refusal() {
	return errorSchema.transform(({ error }): Refusal => ({ refused: error }));
}
