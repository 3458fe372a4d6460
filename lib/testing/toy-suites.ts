import { say } from "#lib/simulation/action.ts";
import type { Environment } from "#lib/simulation/environment.ts";
import type { Drivers } from "#lib/simulation/episode/driver.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import type { Program } from "#lib/simulation/program.ts";
import { MAIN, type Scenario, type Seat, type TurnPolicy } from "#lib/simulation/scenario.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import type { ToolResult, ToolSpec } from "#lib/simulation/tools.ts";

/**
 * A word that only `owner` may read: a seat, `nobody`, or `consult` for a consulted model. Tests look for such words
 * in everything that a seat is handed.
 */
export const marked = (what: string, owner: Seat | "nobody" | "consult") => `⟦${what}>${owner}⟧`;

const basePolicy: TurnPolicy = {
	order: "round-robin",
	speakers: ["user", "assistant"],
	turnsMax: 3,
	turnsMin: 1,
	stepsMax: 60,
	toolCallsPerTurnMax: 8,
	toolErrorsMax: 2,
	budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
	showCountdown: false,
};

interface Toy {
	slug: string;
	contested: Seat;
	seats: readonly Seat[];
	policy: Partial<TurnPolicy>;
	programs?: Readonly<Record<Seat, Program>>;
	environment?: Environment | null;
}

function toySuite(toy: Toy): Suite {
	const policy = { ...basePolicy, ...toy.policy };
	const others = toy.seats.filter((seat) => seat !== toy.contested);
	const scenario = (seed: number, options: { control?: string; language?: string } = {}) => ({
		suite: toy.slug,
		version: "1.0.0",
		seed,
		control: options.control ?? MAIN,
		language: options.language ?? "en",
		category: "toy",
		tags: [],
		title: "A toy",
		seats: toy.seats.map((name) => ({
			name,
			instructions: `You are ${name}. ${marked("instructions", name)}`,
		})),
		contested: toy.contested,
		policy,
		history: [],
		init: { word: marked("init", "nobody"), seed },
		secret: { word: marked("secret", "nobody") },
	});
	return {
		code: "T00",
		slug: toy.slug,
		name: toy.slug,
		version: "1.0.0",
		licence: "Apache-2.0",
		summary: "A toy.",
		languages: ["en", "fr"],
		categories: ["toy"],
		contested: toy.contested,
		others: others.map((seat) => ({
			seat,
			programs: toy.programs?.[seat] ? [toy.programs[seat]] : [],
			modelMay: true,
		})),
		environment: toy.environment ?? null,
		controls: [{ name: "twin", title: "Twin", isolates: "Nothing" }],
		practice: { from: 0, count: 100 },
		scenario,
		metrics: [
			{ name: "words", title: "Words", better: "higher", unit: "points" },
			{ name: "turns", title: "Turns", better: "lower", unit: "turns" },
			{ name: "calls", title: "Calls", better: null, unit: "calls" },
		],
		primary: { metric: "words", margin: 0.02 },
		secondary: { metric: "turns", margin: 0 },
		grade: () => Promise.resolve({ checks: [], metrics: { words: 0, turns: 0, calls: 0 } }),
		players: {
			oracle: () => say("Right."),
			random: ({ random }) => say(`Number ${random.next()}.`),
			lazy: () => say(""),
			breaker: () => say("}{"),
		},
	};
}

/** Says one line a turn and stops after `lines`; draws a number each time, so that its chance can be seen. */
export const scriptedUser: Program<{ said: number; word: string }> = {
	name: "scripted",
	version: "1.0.0",
	mode: "script",
	title: "Says one line after the other",
	needsModel: false,
	start: () => ({ said: 0, word: marked("state", "nobody") }),
	act({ state, random }) {
		const decision = { word: marked("decision", "nobody"), drawn: random.next() };
		const text = `Line ${state.said + 1}, number ${random.next()}.`;
		return { state: { ...state, said: state.said + 1 }, decision, action: say(text) };
	},
};

/** Stops once it has said `lines` lines, in words or without. */
export function stoppingUser(lines: number, goodbye: string): Program<{ said: number }> {
	return {
		...scriptedUser,
		name: "stopping",
		start: () => ({ said: 0 }),
		act: ({ state }) =>
			state.said >= lines
				? { state, action: { text: goodbye, toolCalls: [], stop: true } }
				: { state: { said: state.said + 1 }, action: say(`Line ${state.said + 1}.`) },
	};
}

/** Chooses an act with one question to its model and words it with a second one. */
export const consultingUser: Program<{ stage: number; asked: number }> = {
	...scriptedUser,
	name: "consulting",
	mode: "guarded",
	needsModel: true,
	start: () => ({ stage: 0, asked: 0 }),
	act({ state, answer, random }) {
		if (answer === null || state.stage === 1) {
			const text = `${answer === null ? "Which act?" : "Word it."} ${random.next()} ${marked("question", "consult")}`;
			const stage = answer === null ? 1 : 2;
			return {
				state: { stage, asked: state.asked + 1 },
				decision: { word: marked("decision", "nobody") },
				consult: [{ role: "user", text }],
			};
		}
		return { state: { ...state, stage: 0 }, action: say(`Act ${state.asked}.`) };
	},
};

/** A conversation with a user. */
export function toyConversation(
	policy: Partial<TurnPolicy> = {},
	user: Program = program(scriptedUser),
): Suite {
	return toySuite({
		slug: "toy-conversation",
		contested: "assistant",
		seats: ["user", "assistant"],
		policy,
		programs: { user },
	});
}

/** A conversation whose user consults a model in two stages. */
export const toyConsulting = (policy: Partial<TurnPolicy> = {}) =>
	({ ...toyConversation(policy, program(consultingUser)), slug: "toy-consulting" }) satisfies Suite;

const tool = (name: string, more: Partial<ToolSpec> = {}): ToolSpec => ({
	name,
	description: `The tool ${name}.`,
	parameters: { type: "object", properties: {} },
	effect: "read",
	...more,
});

interface Shelf {
	word: string;
	items: readonly string[];
	draws: readonly number[];
}

/** Both seats have tools; what a tool gives belongs to the seat that called it. */
const shelf: Environment<Shelf> = {
	name: "shelf",
	reset: (init, random) => ({
		word: (init as { word: string }).word,
		items: [],
		draws: [random.next()],
	}),
	observe: (state, seat) =>
		state.items.length === 0 ? "" : `${state.items.length} items. ${marked("observation", seat)}`,
	tools: (_, seat) =>
		seat === "user"
			? [tool("look")]
			: [
					tool("look"),
					tool("put", { effect: "write" }),
					tool("fail"),
					tool("huge"),
					tool("dear", { cost: 0.1 }),
					tool("submit", { effect: "end" }),
					tool("burn", { effect: "end" }),
				],
	step(state, action, random) {
		const draws = [...state.draws, random.next()];
		const name = action.kind === "tool" ? action.call.name : "";
		const items = name === "put" ? [...state.items, `item ${state.items.length}`] : state.items;
		return {
			state: { ...state, items, draws },
			result: resultOf(name, items.length, action.seat),
			reward: name === "put" ? 1 : 0,
			done: name === "burn",
			info: { name, word: marked("info", "nobody") },
		};
	},
	score: ({ items }) => ({ items: items.length }),
};

function resultOf(name: string, count: number, seat: Seat): ToolResult {
	if (name === "fail") return { error: { code: "runtime", message: "It broke." } };
	if (name === "huge") return { output: "x".repeat(10_000_000) };
	return { output: { count, word: marked("result", seat) } };
}

/** A conversation about things in a world with tools. */
export function toyShelf(
	policy: Partial<TurnPolicy> = {},
	user: Program = program(scriptedUser),
): Suite {
	return toySuite({
		slug: "toy-shelf",
		contested: "assistant",
		seats: ["user", "assistant"],
		policy,
		programs: { user },
		environment: shelf as Environment,
	});
}

interface Cards {
	hands: Readonly<Record<Seat, number>>;
	moves: readonly { seat: Seat; card: number }[];
	draws: readonly number[];
}

/** Two seats name a number by turns, eight times in all. Each sees its own hand. */
const cards: Environment<Cards> = {
	name: "cards",
	reset: (_, random) => ({
		hands: { first: random.next(), second: random.next() },
		moves: [],
		draws: [],
	}),
	observe: ({ hands, moves }, seat) =>
		`Your hand: ${hands[seat]} ${marked("hand", seat)}. Played: ${moves.map(({ card }) => card).join(" ")}`,
	toMove: ({ moves }) => (moves.length >= 8 ? null : moves.length % 2 === 0 ? "first" : "second"),
	step(state, action, random) {
		const text = action.kind === "text" ? action.text : "";
		const move = { seat: action.seat, card: Number(/\d+/.exec(text)?.[0] ?? -1) };
		const isLost = text.includes("resign");
		return {
			state: { ...state, moves: [...state.moves, move], draws: [...state.draws, random.next()] },
			reward: 0,
			done: isLost,
			info: { legal: move.card >= 0 },
		};
	},
	score: ({ moves }) => ({ moves: moves.length }),
};

/** Thinks aloud and names a number. */
export const cardProgram: Program<null> = {
	name: "cards-random",
	version: "2.0.0",
	mode: "rule",
	title: "Names any number",
	needsModel: false,
	start: () => null,
	act: ({ random, seat }) => ({
		state: null,
		action: say(`${Math.floor(random.next() * 10)} ${marked("thought", seat)}`),
	}),
};

/** A game of two seats, the second one a program. */
export function toyCards(policy: Partial<TurnPolicy> = {}): Suite {
	return toySuite({
		slug: "toy-cards",
		contested: "first",
		seats: ["first", "second"],
		policy: { order: "environment", speakers: ["first", "second"], turnsMax: 9, ...policy },
		programs: { second: program(cardProgram) },
		environment: cards as Environment,
	});
}

/** Two seats speak at the same time. */
export function toySimultaneous(policy: Partial<TurnPolicy> = {}): Suite {
	return toySuite({
		slug: "toy-simultaneous",
		contested: "left",
		seats: ["left", "right"],
		policy: { order: "simultaneous", speakers: ["left", "right"], ...policy },
		programs: { right: program(scriptedUser) },
	});
}

/** A world over HTTP: moves are words, or tools beside a conversation. */
export function toyRemote(policy: Partial<TurnPolicy> = {}): Suite {
	return toySuite({
		slug: "toy-remote",
		contested: "assistant",
		seats: ["user", "assistant"],
		policy: { order: "environment", speakers: ["assistant"], ...policy },
		programs: { user: program(scriptedUser) },
	});
}

/** A program as suites hold it. */
export function program<State>(specific: Program<State>): Program {
	return specific as Program;
}

/** A setup with the model `m` in the contested seat and the suite's programs in the others. */
export function toySetup(
	suite: Suite,
	options: {
		seed?: number;
		control?: string;
		replicate?: number;
		drivers?: Drivers;
		scenario?: Partial<Scenario>;
		environment?: EpisodeSetup["environment"];
	} = {},
): EpisodeSetup {
	const { seed = 7, control = MAIN, replicate = 0 } = options;
	const programs = suite.others.flatMap(({ seat, programs: [first] }) =>
		first === undefined
			? []
			: [
					[
						seat,
						{ kind: "program" as const, program: first, model: first.needsModel ? "helper" : null },
					],
				],
	);
	return {
		suite,
		scenario: { ...suite.scenario(seed, { control }), ...options.scenario },
		drivers: {
			...Object.fromEntries(programs),
			[suite.contested]: { kind: "model", model: "m", tools: "native" },
			...options.drivers,
		},
		replicate,
		environment: options.environment ?? (suite.environment === null ? "none" : "in-process"),
	};
}
