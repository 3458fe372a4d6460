import { randomUUID } from "node:crypto";
import {
	type Direction,
	digMaze,
	directionNames,
	isDirection,
	isSolved,
	lookAround,
	type Maze,
	scoreOf,
	walk,
} from "./maze.ts";

// The contract parley-v1 over the sample's world: one function for each path.

/** An answer that says what was wrong with the request. */
export class Refused extends Error {
	readonly status: number;
	readonly code: string;

	constructor(status: number, code: string, message: string) {
		super(message);
		this.status = status;
		this.code = code;
	}
}

const SESSIONS_MAX = 1000;

const tools = [
	{
		name: "look",
		description: "Tells what the room you are in looks like. Costs no step.",
		parameters: { type: "object", properties: {}, additionalProperties: false },
		effect: "read",
	},
	{
		name: "walk",
		description: "Goes one room in a direction. Walking against a wall costs a step too.",
		parameters: {
			type: "object",
			properties: { direction: { type: "string", enum: directionNames } },
			required: ["direction"],
			additionalProperties: false,
		},
		effect: "write",
	},
];
const task = "You are in a cellar of 25 rooms. Find the room with the ladder.";

type Body = Record<string, unknown>;

/** The sessions of one server, and what can be asked of them. */
export class Cellar {
	readonly #sessions = new Map<string, Maze>();

	create({ scenario, seed }: Body) {
		if (typeof scenario !== "object" || scenario === null)
			throw new Refused(400, "bad-request", "scenario must be an object; {} will do.");
		if (!Number.isSafeInteger(seed))
			throw new Refused(400, "bad-request", "seed must be a whole number.");
		if (this.#sessions.size >= SESSIONS_MAX)
			throw new Refused(503, "too-many", `There are ${SESSIONS_MAX} sessions; close some.`);
		const id = randomUUID();
		const maze = digMaze(seed as number);
		this.#sessions.set(id, maze);
		return { id, tools, observation: `${task} ${lookAround(maze)}` };
	}

	step({ id, seat, action }: Body) {
		const [key, maze] = this.#session(id);
		if (typeof seat !== "string") throw new Refused(400, "bad-request", "seat must be a text.");
		if (maze.done) throw new Refused(409, "done", "This session is over; create another.");
		const read = readAction(action);
		if ("error" in read)
			return { observation: "", reward: 0, done: false, info: { error: read.error } };
		if (read.direction === null)
			return { observation: lookAround(maze), reward: 0, done: false, info: {} };
		const next = walk(maze, read.direction);
		this.#sessions.set(key, next);
		return {
			observation: lookAround(next),
			reward: isSolved(next) ? 1 : 0,
			done: next.done,
			info: { moved: next.room !== maze.room },
		};
	}

	state(id: unknown) {
		const [, { room, exit, steps, done }] = this.#session(id);
		return { room, exit, steps, done };
	}

	score({ id }: Body) {
		return scoreOf(this.#session(id)[1]);
	}

	close({ id }: Body) {
		const [key] = this.#session(id);
		return { closed: this.#sessions.delete(key) };
	}

	#session(id: unknown): [string, Maze] {
		const maze = typeof id === "string" ? this.#sessions.get(id) : undefined;
		if (maze === undefined) throw new Refused(404, "unknown-id", "There is no session of this id.");
		return [id as string, maze];
	}
}

interface ToolError {
	code: string;
	message: string;
}

/** A direction to walk in, null to look, or what is wrong with a tool call. */
function readAction(action: unknown): { direction: Direction | null } | { error: ToolError } {
	const { kind, text, call } = (action ?? {}) as Body;
	if (kind === "text" && typeof text === "string") {
		// A move in words: the first direction that is named; anything else is a look around.
		const named = text.toLowerCase().match(/\b(north|east|south|west)\b/)?.[1] ?? "";
		return { direction: isDirection(named) ? named : null };
	}
	if (kind !== "tool" || typeof call !== "object" || call === null)
		throw new Refused(400, "bad-request", "action must be a text or a tool call.");
	const { name, arguments: given } = call as Body;
	if (name !== "look" && name !== "walk")
		return { error: { code: "unknown-tool", message: "The tools are look and walk." } };
	if (typeof given !== "object" || given === null || Array.isArray(given))
		return { error: { code: "wrong-type", message: "The arguments must be an object." } };
	return name === "look" ? readLook(given as Body) : readWalk(given as Body);
}

function readLook(given: Body): { direction: null } | { error: ToolError } {
	const [invented] = Object.keys(given);
	return invented === undefined
		? { direction: null }
		: { error: { code: "invented-parameter", message: `look takes no ${invented}.` } };
}

function readWalk({ direction, ...rest }: Body) {
	const [invented] = Object.keys(rest);
	const expected = `one of ${directionNames.join(", ")}`;
	if (invented !== undefined)
		return { error: { code: "invented-parameter", message: `walk takes no ${invented}.` } };
	if (direction === undefined)
		return { error: { code: "missing-parameter", message: `walk needs direction, ${expected}.` } };
	if (typeof direction !== "string")
		return { error: { code: "wrong-type", message: `direction must be ${expected}.` } };
	return isDirection(direction)
		? { direction }
		: { error: { code: "wrong-value", message: `direction must be ${expected}.` } };
}
