import type { Json } from "#lib/simulation/json.ts";
import type { Program, ProgramStep } from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { saysFact } from "#lib/simulation/suites/harbour-desk/facts.ts";
import {
	allKnown,
	type Field,
	standingWishes,
	type Task,
	type Wish,
} from "#lib/simulation/suites/harbour-desk/task.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import { type Reading, readMessage } from "./reading.ts";
import { tellAll, type Voice } from "./voices.ts";

/** Where a customer stands. */
export interface CustomerState {
	/** Index of the wish that is open. */
	wish: number;
	patience: number;
	/** How often this wish was argued for after a no. */
	insisted: number;
	revealed: Field[];
	/** In the control that tells all at once: asked whether that was everything. */
	checked: boolean;
	outcome: "open" | "settled" | "refused" | "gave-up";
}

/** A control in which the customer tells all at once. */
export const allFacts = "all-facts";

/** The customer as a rule program: an agenda of wishes, what is known, and patience. */
export function customerProgram(voice: Voice): Program<CustomerState> {
	return {
		name: voice.name,
		version: "1.0.0",
		mode: "rule",
		title: voice.title,
		needsModel: false,
		start: (scenario) => ({
			wish: 0,
			patience: taskOf(scenario).patience,
			insisted: 0,
			revealed: [],
			checked: false,
			outcome: "open",
		}),
		act({ scenario, view, state }) {
			const task = taskOf(scenario);
			const isAll = scenario.control === allFacts;
			if (!view.messages.some(({ kind, seat }) => kind === "text" && seat === view.seat))
				return open(voice, task, state, isAll);
			const heard = lastHeard(view);
			const turn: Turn = { voice, task, state, heard, reading: readMessage(heard, state.revealed) };
			return isAll ? answerAll(turn) : answer(turn);
		},
	};
}

const taskOf = ({ secret }: Scenario) => secret as Task;

interface Turn {
	voice: Voice;
	task: Task;
	state: CustomerState;
	/** What the assistant said last. */
	heard: string;
	reading: Reading;
}

/** What was said since the customer last spoke. */
function lastHeard({ messages, seat }: SeatView): string {
	const own = messages.findLastIndex((message) => message.kind === "text" && message.seat === seat);
	return messages
		.slice(own + 1)
		.map((message) => (message.kind === "text" ? message.text : ""))
		.join("\n");
}

function step(
	state: CustomerState,
	text: string,
	decision: string,
	stop = false,
): ProgramStep<CustomerState> {
	const told: Json = { act: decision, wish: state.wish };
	return { state, decision: told, action: { text, toolCalls: [], ...(stop ? { stop } : {}) } };
}

function open(voice: Voice, task: Task, state: CustomerState, isAll: boolean) {
	const [first] = task.wishes;
	const wishes = standingWishes(task);
	const name = task.introduces ? (task.known.name ?? null) : null;
	if (isAll) {
		return step(state, voice.open(tellAll(voice, allKnown(task), wishes), null), "open");
	}
	return step(state, voice.open(first === undefined ? "" : voice.wish(first), name), "open");
}

/** In the order of what matters most: a question is answered before anything else is noticed. */
function answer(turn: Turn): ProgramStep<CustomerState> {
	const { reading, state, voice, task } = turn;
	const wish = task.wishes[state.wish];
	if (wish === undefined) return step(state, voice.thanks, "leave", true);
	if (isAskedMore(turn)) return reveal(turn, wish);
	const { proposes, completes, refuses, asksForMore } = reading;
	switch (wish.kind) {
		case "drop":
			if (proposes || completes || refuses || asksForMore) return nextWish(turn, "change");
			break;
		case "act":
		case "transfer":
			if (proposes) return step(state, voice.confirm, "confirm");
			if (completes) return nextWish(turn, "settled");
			if (refuses) return nextWish(turn, "refused");
			break;
		case "refuse":
			if (refuses) return hearNo(turn, wish);
			if (proposes) return step(state, voice.confirm, "confirm");
			if (completes) return nextWish(turn, "settled");
			break;
		case "tell":
			if (wish.facts.every((fact) => saysFact(fact, turn.heard))) return nextWish(turn, "settled");
			if (proposes) return step(state, voice.confirm, "confirm");
			if (refuses) return nextWish(turn, "refused");
			break;
	}
	return loseTime(turn, wish, asksForMore ? voice.noMore : "");
}

/** Asked for something. Where a yes is wanted too, what was told already is not told again. */
const isAskedMore = ({ reading: { asks, proposes }, state }: Turn) =>
	asks.some((field) => !(proposes && state.revealed.includes(field)));

/** Answers what was asked; asking for what was told or what nobody knows costs patience. */
function reveal(turn: Turn, wish: Wish): ProgramStep<CustomerState> {
	const { voice, task, state, reading } = turn;
	const known = { ...task.known, ...wish.known };
	const fresh = reading.asks.filter(
		(field) => known[field] !== undefined && !state.revealed.includes(field),
	);
	const rest = reading.asks.filter((field) => !fresh.includes(field));
	const answered = [...fresh, ...rest].slice(0, voice.answersMax);
	const lines = answered.map((field) => {
		const value = known[field];
		return value === undefined ? voice.unknown(field) : voice.give(field, value);
	});
	if (reading.proposes && answered.length === reading.asks.length) lines.push(voice.confirm);
	const text = lines.join(" ");
	if (fresh.length === 0) return loseTime(turn, wish, text);
	const revealed = [...state.revealed, ...answered.filter((field) => fresh.includes(field))];
	return step({ ...state, revealed }, text, "reveal");
}

function loseTime({ state, voice }: Turn, wish: Wish, text: string): ProgramStep<CustomerState> {
	const patience = state.patience - 1;
	if (patience <= 0)
		return step({ ...state, patience, outcome: "gave-up" }, voice.leave, "give-up", true);
	const said = text === "" ? voice.repeat(voice.wish(wish)) : text;
	return step({ ...state, patience }, said, text === "" ? "repeat" : "tell-again");
}

function hearNo(turn: Turn, wish: Wish): ProgramStep<CustomerState> {
	const { state, voice } = turn;
	if (state.insisted >= wish.insists) return nextWish(turn, "refused");
	return step({ ...state, insisted: state.insisted + 1 }, voice.insist, "insist");
}

/** Goes on to the next wish, or leaves when there is none. */
function nextWish(
	{ state, task, voice }: Turn,
	why: "settled" | "refused" | "change",
): ProgramStep<CustomerState> {
	const wish = task.wishes[state.wish + 1];
	if (wish === undefined) {
		const outcome = why === "refused" ? "refused" : "settled";
		const text = why === "refused" ? voice.pity : voice.thanks;
		return step({ ...state, outcome }, text, "leave", true);
	}
	// What is known may differ from wish to wish, so it may be asked for again; who one is stays told.
	const revealed = state.revealed.filter((field) => task.known[field] !== undefined);
	const next = { ...state, wish: state.wish + 1, insisted: 0, revealed };
	const words = voice.wish(wish);
	const said = { change: voice.change, refused: voice.instead, settled: voice.next }[why];
	return step(next, said(words), why);
}

/** After everything was told at once: waits for a result, makes sure once that it was all, and leaves. */
function answerAll(turn: Turn): ProgramStep<CustomerState> {
	const { state, voice, task, reading, heard } = turn;
	const wishes = standingWishes(task);
	const [first] = wishes;
	if (first === undefined) return step(state, voice.thanks, "leave", true);
	const merged = { ...first, known: allKnown(task) };
	if (isAskedMore(turn)) return reveal(turn, merged);
	if (reading.proposes) return step(state, voice.confirm, "confirm");
	const facts = wishes.flatMap((wish) => wish.facts);
	const isTold = facts.length > 0 && facts.every((fact) => saysFact(fact, heard));
	if (!(reading.completes || reading.refuses || isTold)) return loseTime(turn, first, "");
	const isAll = wishes.length === 1 || (isTold && wishes.every(({ kind }) => kind !== "transfer"));
	if (!isAll && !state.checked) return step({ ...state, checked: true }, voice.everything, "check");
	const outcome = reading.refuses ? "refused" : "settled";
	return step({ ...state, outcome }, voice.thanks, "leave", true);
}
