import type { Random } from "#lib/kernel/random.ts";
import type { SeatAction } from "./action.ts";
import type { Environment } from "./environment.ts";
import type { EpisodeRecord } from "./episode/record.ts";
import type { Json } from "./json.ts";
import type { Program } from "./program.ts";
import type { Scenario, Seat } from "./scenario.ts";
import type { SeatView } from "./view.ts";

/** A number that a suite computes about one conversation. */
export interface MetricSpec {
	/** Key in `Grade.metrics`, such as `exact`. */
	name: string;
	title: string;
	/** Which direction is better; null for a mere fact. */
	better: "higher" | "lower" | null;
	/** How it is shown: a share of 1, or a number with its unit. */
	unit: "share" | "chips" | "turns" | "probes" | "calls" | "points" | "bits";
}

/** What decides between two conversations with equal keys. */
export interface DecidingMetric {
	metric: string;
	/** A difference up to this is no difference. */
	margin: number;
}

/** The result of one check on one conversation. */
export interface CheckResult {
	/** Stable, such as `ladder/length_constraints:number_words`. */
	check: string;
	/** Version of the check's code: a new one re-grades stored conversations beside the old results. */
	version: string;
	/** Null for the whole conversation. */
	turn: number | null;
	passed: boolean;
	/** Passed under the lenient reading, where a check has one; else as `passed`. */
	loose: boolean;
	/** Finite; 1 and 0 for plain checks. */
	score: number;
	detail: Json;
}

/** Facts about one conversation. Every metric of the suite is there; null where it is undefined. */
export interface Grade {
	checks: readonly CheckResult[];
	metrics: Readonly<Record<string, number | null>>;
}

/** Runs code in a sandbox; handed to `grade` because core code has none. */
export interface CodeRunner {
	run(request: {
		code: string;
		/** Functions of the code that are called after it, in order. */
		calls: readonly { name: string; arguments: readonly Json[] }[];
		seed: number;
	}): Promise<{
		state: "ok" | "error" | "timeout" | "memory" | "output-limit";
		/** One a call that was made. */
		results: readonly ({ value: Json } | { error: string })[];
		output: string;
	}>;
}

/** What a player is asked. Oracles may read the scenario's secret: that is what makes them oracles. */
export interface PlayerInput {
	scenario: Scenario;
	seat: Seat;
	view: SeatView;
	random: Random;
}

/** A program for the contested seat. Has no state but what it can read in its view. Never throws. */
export type Player = (input: PlayerInput) => SeatAction;

/** A control: a twin of each scenario that isolates one effect. */
export interface Control {
	name: string;
	title: string;
	/** What the difference to the main scenario measures. */
	isolates: string;
	/**
	 * What is compared with the main scenario, where the primary metric is of something else in the two, such as a mean
	 * over turns that the control does not play. Without it, the primary metric.
	 */
	metric?: DecidingMetric;
}

export interface SeedRange {
	from: number;
	/** How many scenarios the range holds. */
	count: number;
}

/** A versioned set of scenarios, made from seeds. Everything in it is pure. */
export interface Suite {
	/** Such as `S06`. */
	code: string;
	slug: string;
	name: string;
	/** Semantic version: any change of what is asked or how it is scored makes a new one. */
	version: string;
	licence: string;
	/** What it shows, in one or two sentences for people. */
	summary: string;
	languages: readonly string[];
	categories: readonly string[];
	contested: Seat;
	/** Other seats that need a driver: who may sit there, the first by default. Another model may, where `modelMay`. */
	others: readonly { seat: Seat; programs: readonly Program[]; modelMay: boolean }[];
	environment: Environment | null;
	controls: readonly Control[];
	/** `practice` seeds are public. `board` seeds are numbers of the same generator that the instance keeps to itself. */
	practice: SeedRange;
	/**
	 * The scenario of a seed, any integer of 31 bits. `language` must be one of the suite's; without it the
	 * seed draws one of those given by the suite as default.
	 */
	scenario(seed: number, options?: { control?: string; language?: string }): Scenario;
	metrics: readonly MetricSpec[];
	primary: DecidingMetric;
	secondary: DecidingMetric | null;
	/** Grades a finished conversation from its record alone. Never throws for anything a seat said. */
	grade(record: EpisodeRecord, code: CodeRunner): Promise<Grade>;
	players: {
		/** Reaches the maximum of the primary metric. */
		oracle: Player;
		/** Acts at random within the rules. */
		random: Player;
		/** The least effort that keeps the form; its expected score is known. */
		lazy: Player;
		/** Breaks the form every time: scores 0 and never makes anything throw. */
		breaker: Player;
	};
}
