import { z } from "zod";
import type { AskJson } from "#lib/environments/ask-json.ts";
import type { EnvironmentClient } from "#lib/environments/environment-client.ts";
import { succeeded } from "#lib/environments/outcome.ts";
import { createdSchema, scoreSchema, stateSchema, steppedSchema } from "./wire.ts";

/** A client of the contract `parley-v1`. */
export function parleyV1Client(ask: AskJson): EnvironmentClient {
	return {
		async create({ scenario, seed }) {
			const created = await ask.success(createdSchema, "POST", "/create", { scenario, seed });
			if (!created.ok) return created;
			const { id, ...rest } = created.value;
			return succeeded({ session: id, ...rest });
		},
		step: (session, { seat, ...action }) =>
			ask.success(steppedSchema, "POST", "/step", { id: session, seat, action }),
		state: (session) => ask.success(stateSchema, "GET", `/state?id=${encodeURIComponent(session)}`),
		score: (session) => ask.success(scoreSchema, "POST", "/score", { id: session }),
		async close(session) {
			const closed = await ask.success(z.unknown(), "POST", "/close", { id: session });
			const isGone = !closed.ok && (closed.failure.status === 404 || closed.failure.status === 410);
			return closed.ok || isGone ? succeeded(null) : closed;
		},
	};
}
