import type { Environment, EnvironmentStep } from "#lib/simulation/environment.ts";
import type { Json } from "#lib/simulation/json.ts";
import { agreement, areEqual } from "./compare-rules.ts";
import { evidenceLine, probesLeft } from "./evidence-text.ts";
import { type Evidence, remaining } from "./hypotheses.ts";
import { parseRule } from "./parse-rule.ts";
import { type Move, readMove } from "./read-move.ts";
import type { Triple } from "./rule.ts";
import { ruleHolds } from "./rule-holds.ts";
import { setOf } from "./rule-set.ts";

export const PLAYER = "player";
export const PROBES_MAX = 20;
/** Messages without a legal move; one more ends the game without a guess. */
export const ILLEGAL_MAX = 5;

export interface GameInit {
	/** The hidden rule. */
	rule: string;
	/** Shown in the first observation: one triple that fits and one that does not. */
	examples: readonly Evidence[];
	/** Answered in the instructions. */
	given: readonly Evidence[];
	probesMax: number;
}

export interface GameState extends GameInit {
	/** Answered probes, oldest first. */
	probes: readonly Evidence[];
	duplicates: number;
	illegal: number;
	/** A text that `parseRule` reads; null before the guess. */
	guess: string | null;
	/** What the player is shown next. */
	shown: string;
	done: boolean;
}

/** The game as an environment. Its steps use no random numbers. */
export const game: Environment<GameState, GameInit> = {
	name: "hidden-rule",
	reset: (init) => ({
		...init,
		probes: [],
		duplicates: 0,
		illegal: 0,
		guess: null,
		shown: [...init.examples.map(evidenceLine), probesLeft(init.probesMax)].join("\n"),
		done: false,
	}),
	observe: (state, seat) => (seat === PLAYER ? state.shown : ""),
	toMove: (state) => (state.done ? null : PLAYER),
	legal: () => null,
	step(state, action) {
		if (state.done) return { state, reward: 0, done: true };
		const move: Move =
			action.kind === "text"
				? readMove(action.text)
				: { kind: "unreadable", reason: "there are no tools here" };
		if (move.kind === "guess") return takeGuess(state, move.rule);
		if (move.kind === "unreadable") return refuse(state, move.reason);
		if (state.probes.length >= state.probesMax)
			return refuse(state, "there are no probes left, so GUESS");
		return answer(state, move.triple);
	},
	score: (state) => ({
		...closeness(state),
		guessed: state.guess === null ? 0 : 1,
		probes: state.probes.length,
		duplicates: state.duplicates,
		illegal: state.illegal,
	}),
};

function takeGuess(state: GameState, guess: string): EnvironmentStep<GameState> {
	const next = { ...state, guess, done: true };
	const { exact } = closeness(next);
	return { state: next, reward: exact, done: true, info: { legal: true, guess, exact } };
}

function refuse(state: GameState, reason: string): EnvironmentStep<GameState> {
	const illegal = state.illegal + 1;
	const done = illegal > ILLEGAL_MAX;
	const shown = `That was no legal move: ${reason}. It is number ${illegal} of the ${ILLEGAL_MAX} such messages that are allowed.\n${probesLeft(state.probesMax - state.probes.length)}`;
	const info: Json = { legal: false, reason };
	return { state: { ...state, illegal, done, shown }, reward: 0, done, info };
}

function answer(state: GameState, triple: Triple): EnvironmentStep<GameState> {
	const evidence = { triple, fits: holds(state.rule, triple) };
	const isDuplicate = evidenceOf(state).some((known) =>
		known.triple.every((value, i) => value === triple[i]),
	);
	const before = remaining(evidenceOf(state)).length;
	const probes = [...state.probes, evidence];
	const next: GameState = {
		...state,
		probes,
		duplicates: state.duplicates + (isDuplicate ? 1 : 0),
		shown: `${evidenceLine(evidence)}\n${probesLeft(state.probesMax - probes.length)}`,
	};
	const info: Json = {
		legal: true,
		probe: [...triple],
		fits: evidence.fits,
		duplicate: isDuplicate,
		removed: before - remaining(evidenceOf(next)).length,
	};
	return { state: next, reward: 0, done: false, info };
}

/** Everything that the player has been told about triples. */
export const evidenceOf = (state: GameState): Evidence[] => [
	...toldAtFirst(state),
	...state.probes,
];
export const toldAtFirst = ({ examples, given }: GameInit): Evidence[] => [...examples, ...given];

/** Whether a rule of the suite holds for a triple. */
export function holds(rule: string, triple: Triple): boolean {
	const parsed = parseRule(rule);
	if ("error" in parsed) throw new Error(`Broken invariant: ${rule} is no rule`);
	return ruleHolds(parsed.rule, triple);
}

function closeness({ rule, guess }: GameState): { exact: number; agreement: number } {
	const truth = setOf(rule);
	const guessed = guess === null ? null : setOf(guess);
	if (truth === null || guessed === null) return { exact: 0, agreement: 0 };
	return { exact: areEqual(guessed, truth) ? 1 : 0, agreement: agreement(guessed, truth) };
}
