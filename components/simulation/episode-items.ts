import type { EpisodeEvent } from "#lib/simulation/episode/event.ts";

/** An event as a page has it: with the moment it was stored. */
export interface StoredEvent extends EpisodeEvent {
	at: string;
}

/** The call that a message came from. Amounts are null where the endpoint did not report them. */
export interface CallFacts {
	durationMs: number | null;
	firstTokenMs: number | null;
	tokensIn: number | null;
	tokensOut: number | null;
	costUsd: number | null;
}

/** One thing that happened in a conversation, as it is shown. `seq` is the number of its event. */
export type EpisodeItem = { seq: number } & (
	| {
			kind: "said";
			seat: string;
			text: string;
			/** Null: heard by all. */
			only: readonly string[] | null;
			isHistory: boolean;
			call: CallFacts | null;
	  }
	| { kind: "shown"; seat: string; text: string }
	| {
			kind: "tool";
			seat: string;
			name: string;
			arguments: unknown;
			/** What was said along with the call. */
			text: string;
			call: CallFacts | null;
			/** Null when the conversation ended before. */
			result: { output: unknown } | { error: { code: string; message: string } } | null;
	  }
	| { kind: "failed"; seat: string; code: string; call: CallFacts | null }
	| { kind: "stopped"; seat: string }
	| { kind: "forked" }
	| { kind: "ended"; reason: string }
	/** Seen by no seat: why a program did what it did, and what the environment noted. */
	| { kind: "hidden"; about: "decision" | "world"; seat: string | null; data: unknown }
);

/** A turn's items; turn 0 is what stood before the first. */
export interface EpisodeTurn {
	turn: number;
	items: EpisodeItem[];
	/** The contested seat was asked in it and answered, so the conversation can be continued from there. */
	hasReply: boolean;
}

/** What a conversation's log says, by turns and in its order. Events of no meaning to readers are left to the log. */
export function episodeTurns(events: readonly StoredEvent[], contested: string): EpisodeTurn[] {
	const turns: EpisodeTurn[] = [];
	const calls = new Map<string, CallFacts>();
	const tools = new Map<string, Extract<EpisodeItem, { kind: "tool" }>>();
	for (const event of events) {
		const { kind, turn } = event;
		const seat = event.seat ?? "";
		const data = fieldsOf(event.data);
		if (kind === "model-response" || kind === "model-error") calls.set(seat, callFacts(event));
		if (kind === "tool-result") {
			const tool = tools.get(textOf(data["id"]));
			if (tool !== undefined) tool.result = resultOf(data);
			continue;
		}
		const item = itemOf(event, data);
		if (item === null) continue;
		if (item.kind === "said" || item.kind === "tool" || item.kind === "failed") {
			item.call = calls.get(seat) ?? null;
			calls.delete(seat);
		}
		let at = turns.at(-1);
		if (at === undefined || at.turn !== turn) {
			at = { turn, items: [], hasReply: false };
			turns.push(at);
		}
		at.items.push(item);
		if (item.kind === "tool") tools.set(textOf(data["id"]), item);
		const isOwn = item.kind === "said" && !item.isHistory && seat === contested;
		if (isOwn || (item.kind === "tool" && seat === contested)) at.hasReply = true;
	}
	return turns;
}

function itemOf(event: StoredEvent, data: Fields): EpisodeItem | null {
	const { seq } = event;
	const seat = event.seat ?? "";
	switch (event.kind) {
		case "message": {
			const text = textOf(data["text"]);
			if (data["kind"] === "observation") return { seq, kind: "shown", seat, text };
			const { to } = data;
			const only = Array.isArray(to) ? to.map(textOf) : null;
			return {
				seq,
				kind: "said",
				seat,
				text,
				only,
				isHistory: data["history"] === true,
				call: null,
			};
		}
		case "tool-call":
			return {
				seq,
				kind: "tool",
				seat,
				name: textOf(data["name"]),
				arguments: data["arguments"],
				text: textOf(data["text"]),
				call: null,
				result: null,
			};
		case "model-error":
			return { seq, kind: "failed", seat, code: textOf(data["code"]), call: null };
		case "remote-error":
			return { seq, kind: "failed", seat: "", code: textOf(data["code"]), call: null };
		case "user-stop":
			return { seq, kind: "stopped", seat };
		case "fork":
			return { seq, kind: "forked" };
		case "end":
			return { seq, kind: "ended", reason: textOf(data["reason"]) };
		case "user-decision":
			return { seq, kind: "hidden", about: "decision", seat, data: event.data };
		case "env-step":
			return { seq, kind: "hidden", about: "world", seat: event.seat, data: event.data };
		default:
			return null;
	}
}

/** The call behind a `model-response` or `model-error`. */
export function callFacts(event: EpisodeEvent): CallFacts {
	const usage = fieldsOf(fieldsOf(event.data)["usage"]);
	const meta = fieldsOf(event.meta);
	return {
		durationMs: numberOf(meta["durationMs"]),
		firstTokenMs: numberOf(meta["firstTokenMs"]),
		tokensIn: numberOf(usage["tokensIn"]),
		tokensOut: numberOf(usage["tokensOut"]),
		costUsd: numberOf(usage["costUsd"]),
	};
}

function resultOf(data: Fields): Extract<EpisodeItem, { kind: "tool" }>["result"] {
	if (data["error"] === undefined) return { output: data["output"] };
	const error = fieldsOf(data["error"]);
	return { error: { code: textOf(error["code"]), message: textOf(error["message"]) } };
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
	typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
