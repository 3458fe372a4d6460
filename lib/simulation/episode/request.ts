import type { EnvironmentAction } from "#lib/simulation/environment.ts";
import type { Seat } from "#lib/simulation/scenario.ts";
import type { ToolSpec } from "#lib/simulation/tools.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import type { ModelMessage } from "./model-chat.ts";
import type { EndReason } from "./record.ts";

/** What an episode needs from outside before it can go on. */
export type Request =
	| {
			kind: "ask";
			seat: Seat;
			/** Slug. */
			model: string;
			/** `consult`: the model helps a program and never hears more than the program tells it. */
			purpose: "reply" | "consult";
			messages: readonly ModelMessage[];
			/** Offered through the endpoint's own interface; empty in the text form. */
			tools: readonly ToolSpec[];
			/** 31-bit seed for endpoints that take one. */
			seed: number;
			/** What the seat sees, for house players; never sent to an endpoint outside. */
			view: SeatView;
	  }
	| { kind: "person"; seat: Seat; view: SeatView }
	| { kind: "remote-create" }
	| { kind: "remote-step"; session: string; action: EnvironmentAction }
	| { kind: "remote-score"; session: string }
	| { kind: "finished"; end: EndReason };
