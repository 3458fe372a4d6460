import type { Json } from "#lib/simulation/json.ts";

/** The kinds of task, which are the suite's categories. */
export const kinds = ["code", "data", "sums", "plan", "format"] as const;
export type Kind = (typeof kinds)[number];

/** A piece of a task: as a person says it in passing, and as a specification has it. */
export interface TaskShard {
	id: string;
	text: string;
	spec: string;
	/** Words of a question that asks for it. */
	asks: readonly string[];
}

/** What a right answer is. */
export type Expected =
	/** JavaScript with a function of this name that gives these values. */
	| {
			kind: "code";
			name: string;
			calls: readonly { arguments: readonly Json[]; value: Json }[];
	  }
	/** This JSON value. */
	| { kind: "data"; value: Json }
	| { kind: "sums"; value: number }
	/** These names in this order. */
	| { kind: "plan"; order: readonly string[] }
	/** These lines. */
	| { kind: "format"; lines: readonly string[] };

/** A task that only all of its shards decide. */
export interface Task {
	kind: Kind;
	/** For people, without any of the shards but the first. */
	title: string;
	/** Four to eight; the first says what it is about. */
	shards: readonly TaskShard[];
	expected: Expected;
	/** A right answer. */
	reference: string;
	/** Answers of one who has missed something: in the right form, and wrong. */
	slips: readonly string[];
}

/** A shard in the form that a table of options is written in. */
export const shard = (
	id: string,
	text: string,
	spec: string,
	asks: readonly string[] = [],
): TaskShard => ({ id, text, spec, asks });
