import { z } from "zod";
import { isHttpAddress } from "#lib/kernel/http-address.ts";
import { say } from "#lib/simulation/action.ts";
import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { canonicalJson } from "#lib/simulation/json.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import type { Grade, Suite } from "#lib/simulation/suite.ts";

/** An environment over HTTP as a run's file declares it: what makes a suite of it. */
export const remoteEnvironmentSchema = z.strictObject({
	/** The suite's slug is `env-` and this. */
	name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "must be a short name such as cellar"),
	url: z
		.string()
		.max(2000)
		.refine(
			isHttpAddress,
			"must be the address before /create, such as http://127.0.0.1:8085, without ? and #",
		),
	contract: z.enum(["parley-v1", "agentgym"]).default("parley-v1"),
	/** Of AgentGym's servers: `react` sends what follows the last `Action:`. */
	action: z.enum(["whole", "react"]).default("whole"),
	/** Handed to the environment as it is. */
	scenario: z.json().default({}),
	/** What the model is told before the first observation. */
	instructions: z.string().max(20_000).default("Reach the goal in as few steps as you can."),
	/** What it is about, in a line, for people and jurors. */
	title: z.string().max(200).default("An environment over HTTP"),
	/** Moves, or calls of tools. */
	stepsMax: z.number().int().min(1).max(2000).default(60),
	/** The number of `score` that decides; more is better. */
	metric: z
		.string()
		.regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/)
		.default("score"),
	margin: z.number().min(0).default(0),
});
export type RemoteEnvironment = z.infer<typeof remoteEnvironmentSchema>;

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
type Sha256 = (text: string) => string;

/** The practice seeds of every environment over HTTP. */
export const ENVIRONMENT_SEEDS = { from: 1, count: 1_000_000 } as const;

/** The slug of the suite that an environment over HTTP is. */
export const remoteSlug = (name: string): string => `env-${name}`;

/**
 * A suite of one environment over HTTP: one seat, `assistant`, that says moves or calls the tools it is offered, until
 * the environment is done. Its version holds the declaration's SHA-256, so conversations of two declarations are never
 * compared, and nobody can make another declaration of the same version. Its score is what the environment says; nobody here can play it, so its players say nothing.
 */
export function remoteSuite(declared: RemoteEnvironment, sha256: Sha256): Suite {
	const { name, title, instructions, metric, stepsMax } = declared;
	const version = `1.0.0-${sha256(canonicalJson(declared))}`;
	const silent = () => say("");
	return {
		code: "HTTP",
		slug: remoteSlug(name),
		name: title,
		version,
		licence: "",
		summary: title,
		languages: ["en"],
		categories: ["http"],
		contested: "assistant",
		others: [],
		environment: null,
		controls: [],
		practice: ENVIRONMENT_SEEDS,
		scenario: (seed, { control = MAIN } = {}) => ({
			suite: remoteSlug(name),
			version,
			seed,
			control,
			language: "en",
			category: "http",
			tags: [],
			title,
			seats: [{ name: "assistant", instructions }],
			contested: "assistant",
			policy: {
				order: "environment",
				speakers: ["assistant"],
				turnsMax: stepsMax,
				turnsMin: 0,
				stepsMax: stepsMax * 4,
				toolCallsPerTurnMax: stepsMax,
				toolErrorsMax: 10,
				budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
				showCountdown: false,
			},
			history: [],
			init: declared.scenario,
			secret: null,
		}),
		metrics: [
			{ name: metric, title: "Score", better: "higher", unit: "points" },
			{ name: "steps", title: "Steps to a score", better: "lower", unit: "calls" },
			{ name: "steps-taken", title: "Steps taken", better: null, unit: "calls" },
		],
		primary: { metric, margin: declared.margin },
		secondary: { metric: "steps", margin: 0 },
		grade: async (record) => gradeRemote(record, metric, version),
		players: { oracle: silent, random: silent, lazy: silent, breaker: silent },
	};
}

function gradeRemote(
	{ environmentScore, environmentInfo, messages }: EpisodeRecord,
	metric: string,
	version: string,
): Grade {
	const score = environmentScore[metric] ?? null;
	const steps = messages.filter(({ kind }) => kind === "tool-call" || kind === "text").length;
	return {
		checks: Object.entries(environmentScore).map(([check, value]) => ({
			check: `http/${check}`,
			version,
			turn: null,
			passed: value > 0,
			loose: value > 0,
			score: value,
			detail: { steps: environmentInfo.length },
		})),
		metrics: {
			// Of two who reach nothing, who gave up early is no better.
			steps: score !== null && score > 0 ? steps : null,
			"steps-taken": steps,
			[metric]: score,
		},
	};
}
