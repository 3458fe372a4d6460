import { z } from "zod";
import type { AskJson } from "#lib/environments/ask-json.ts";
import type { EnvironmentClient } from "#lib/environments/environment-client.ts";
import { failed, type Outcome, succeeded } from "#lib/environments/outcome.ts";
import type { Json } from "#lib/simulation/json.ts";
import {
	createdSchema,
	observationSchema,
	type Refusal,
	type SessionField,
	steppedSchema,
} from "./wire.ts";

/** What a model says before its action in the form that AgentGym calls ReAct. */
const REACT = /[\s\S]*\bAction:/;

export interface AgentGymOptions {
	/**
	 * Some servers want a model's whole words, others only what follows the last `Action:` in them, which
	 * AgentGym's own clients cut out.
	 */
	action: "whole" | "react";
}

/**
 * A client of AgentGym's contract as its servers speak it: create and reset begin an episode, an action is
 * a text, the last reward is the score. There are no tools and no state to look at.
 */
export function agentGymClient(
	ask: AskJson,
	options: AgentGymOptions = { action: "whole" },
): EnvironmentClient {
	return {
		async create({ scenario, seed }) {
			const item = itemOf(scenario, seed);
			const created = accepted(
				await ask.success(createdSchema, "POST", "/create", { id: item }),
				"POST /create",
			);
			if (!created.ok) return created;
			const { field, number } = created.value;
			const observation = await begin(ask, field, number, item);
			if (!observation.ok) return observation;
			return succeeded({
				session: `${field}:${number}`,
				tools: [],
				observation: observation.value,
			});
		},
		async step(session, action) {
			if (action.kind === "tool") return succeeded(noTool(action.call.name));
			const text = options.action === "react" ? action.text.replace(REACT, "").trim() : action.text;
			const stepped = accepted(
				await ask.success(steppedSchema, "POST", "/step", { ...bodyOf(session), action: text }),
				"POST /step",
			);
			return stepped.ok ? succeeded({ ...stepped.value, info: null }) : stepped;
		},
		async state(session) {
			const observation = await observe(ask, session);
			return observation.ok ? succeeded({ observation: observation.value }) : observation;
		},
		// As AgentGym's own evaluation: the last reward; a success is a reward of exactly 1.
		score: async (_, last) =>
			succeeded({ reward: last?.reward ?? 0, success: last?.reward === 1 ? 1 : 0 }),
		async close(session) {
			const closed = await ask.success(z.unknown(), "POST", "/close", bodyOf(session));
			const hasNone = !closed.ok && [404, 405, 410].includes(closed.failure.status ?? 0);
			return closed.ok || hasNone ? succeeded(null) : closed;
		},
	};
}

/** The number of the task: `item` of the scenario if it has one, else the seed. */
function itemOf(scenario: Json, seed: number): number {
	const named = z.object({ item: z.int() }).safeParse(scenario);
	return named.success ? named.data.item : seed;
}

/**
 * Resets the session to a task, and gives the first observation. Servers call the task's number by
 * different names and ignore the names they do not know; where a session is `id`, a task never is.
 */
async function begin(
	ask: AskJson,
	field: SessionField,
	number: number,
	item: number,
): Promise<Outcome<string>> {
	const body =
		field === "id"
			? { id: number, data_idx: item, game: item, seed: item, world_type: "Text" }
			: { env_idx: number, id: item, session_id: item, item_id: item, idx: item, seed: 0 };
	const reset = await ask.success(z.unknown(), "POST", "/reset", body);
	if (!reset.ok) return reset;
	const told = observationSchema.safeParse(reset.value);
	if (told.success && typeof told.data !== "string") return refusedBy(told.data, "POST /reset");
	// WebShop resets to a page that only /observation shows whole; BabyAI has no /observation.
	const observed = await observe(ask, `${field}:${number}`);
	if (observed.ok || !told.success || typeof told.data !== "string") return observed;
	return [404, 405].includes(observed.failure.status ?? 0) ? succeeded(told.data) : observed;
}

async function observe(ask: AskJson, session: string): Promise<Outcome<string>> {
	const query = new URLSearchParams(
		Object.entries(bodyOf(session)).map(([name, value]) => [name, String(value)]),
	);
	const path = `/observation?${query}`;
	return accepted(await ask.success(observationSchema, "GET", path), "GET /observation");
}

function bodyOf(session: string): Record<string, number> {
	const [field = "", number = ""] = session.split(":");
	return { [field]: Number(number) };
}

function accepted<T>(outcome: Outcome<T | Refusal>, request: string): Outcome<T> {
	if (!outcome.ok) return outcome;
	const { value } = outcome;
	return typeof value === "object" && value !== null && "refused" in value
		? refusedBy(value, request)
		: succeeded(value as T);
}

/** An error that the server told with a status of success. */
function refusedBy({ refused }: Refusal, request: string): Outcome<never> {
	return failed(
		"http-status",
		`${request} was refused: ${refused.slice(0, 300)}. The server's log may say why.`,
		200,
	);
}

function noTool(name: string) {
	const message = `There is no tool ${name}, nor any other: say what you do in words.`;
	return {
		observation: "",
		reward: 0,
		done: false,
		info: { error: { code: "unknown-tool", message } },
	};
}
