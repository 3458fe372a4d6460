import type { Json } from "#lib/simulation/json.ts";
import type { Program } from "#lib/simulation/program.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import { takeAction } from "./act.ts";
import { type Draft, end, endByFault, log } from "./draft.ts";
import { type ModelMessage, modelChat } from "./model-chat.ts";
import type { Request } from "./request.ts";
import { cutText } from "./result-size.ts";
import { viewFor } from "./seat-view.ts";
import { callSeed, randomOf } from "./state.ts";

/** How often a program may consult its model for one act; one that goes on and on would never end. */
const CONSULTS_MAX = 16;

/** Asks the driver of a seat: a program at once, everybody else by a request. */
export function askSeat(draft: Draft, seat: Seat): Request | null {
	const { state } = draft;
	show(draft, seat);
	state.consults = 0;
	const driver = state.setup.drivers[seat];
	if (driver === undefined) throw new Error(`Broken invariant: nobody sits at ${seat}`);
	const view = viewFor(state, seat);
	if (driver.kind === "person") return { kind: "person", seat, view };
	if (driver.kind === "program") return askProgram(draft, seat, driver.program, driver.model, null);
	const messages = modelChat(view, driver.tools);
	const tools = driver.tools === "native" ? view.tools : [];
	return askModel(draft, { seat, model: driver.model, purpose: "reply", messages, tools, view });
}

/** Hands a program the answer of the model it consulted. */
export function continueProgram(draft: Draft, seat: Seat, answer: string): Request | null {
	const driver = draft.state.setup.drivers[seat];
	if (driver?.kind !== "program") throw new Error(`Broken invariant: no program sits at ${seat}`);
	draft.state.phase = { at: "asking", seat };
	return askProgram(draft, seat, driver.program, driver.model, answer);
}

/** Runs a program until it acts, or asks the model it consults. */
function askProgram(
	draft: Draft,
	seat: Seat,
	program: Program,
	model: string | null,
	answer: string | null,
): Request | null {
	const { state } = draft;
	const { scenario } = state.setup;
	const view = viewFor(state, seat);
	const step = program.act({
		scenario,
		seat,
		view,
		state: state.programs[seat],
		random: randomOf(state, `program ${seat} ${state.consults}`),
		answer,
	});
	state.programs[seat] = step.state;
	if (step.decision !== undefined) log(draft, "user-decision", seat, step.decision);
	if ("action" in step) {
		takeAction(draft, seat, step.action);
		return null;
	}
	if (model === null) throw new Error(`Broken invariant: ${program.name} has no model to consult`);
	if (state.consults >= CONSULTS_MAX) {
		endByFault(draft, seat, "agent-error");
		return null;
	}
	state.consults += 1;
	const messages: ModelMessage[] = step.consult.map((message) => ({ ...message }));
	return askModel(draft, { seat, model, purpose: "consult", messages, tools: [], view });
}

function askModel(
	draft: Draft,
	request: Omit<Extract<Request, { kind: "ask" }>, "kind" | "seed">,
): Request | null {
	if (isSpent(draft)) {
		end(draft, "budget");
		return null;
	}
	const { seat, model, purpose, messages, tools } = request;
	const data: Json = { model, purpose, messages: messages.length, tools: tools.length };
	log(draft, "model-request", seat, data);
	return { kind: "ask", ...request, seed: callSeed(draft.state, seat) };
}

/**
 * Puts before a seat what the environment shows it: once before each of its moves where the environment gives the
 * order, else only when it is something new.
 */
function show(draft: Draft, seat: Seat): void {
	const { state } = draft;
	const { order, resultCharsMax } = state.setup.scenario.policy;
	const text = cutText(observationFor(draft, seat), resultCharsMax);
	const own = state.messages.filter((message) => message.seat === seat);
	const sinceMove = own.slice(own.findLastIndex(({ kind }) => kind === "text") + 1);
	const last = (order === "environment" ? sinceMove : own).findLast(
		(message) => message.kind === "observation",
	);
	if (text === "" || last?.text === text) return;
	state.messages.push({ kind: "observation", seat, turn: state.turn, text });
	log(draft, "message", seat, { kind: "observation", text });
}

function observationFor({ state }: Draft, seat: Seat): string {
	const { suite, scenario, environment } = state.setup;
	if (environment === "none") return "";
	if (environment === "remote")
		return seat === scenario.contested ? (state.remote?.observation ?? "") : "";
	return suite.environment?.observe(state.environment, seat) ?? "";
}

/** Nothing is left for another call of a model. */
function isSpent({ state }: Draft): boolean {
	const { tokensMax, costUsdMax } = state.setup.scenario.policy.budget;
	const reached = (spent: number, max: number | null) => max !== null && spent >= max;
	return reached(state.tokens, tokensMax) || reached(state.costUsd, costUsdMax);
}
