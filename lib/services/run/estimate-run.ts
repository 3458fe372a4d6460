import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import type { Registry } from "#lib/models/registry.ts";
import { advance } from "#lib/simulation/episode/advance.ts";
import { playerObservation } from "#lib/simulation/episode/play.ts";
import { newEpisode } from "#lib/simulation/episode/state.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { setupFor } from "./episode-setup.ts";
import type { PlannedCell, RunPlan } from "./plan-run.ts";

/** What a run is expected to take: measured on rehearsals in this process, not promised. */
export interface RunEstimate {
	episodes: number;
	calls: number;
	tokensIn: number;
	tokensOut: number;
	/** Null when a price is unknown. */
	costUsd: number | null;
	/** Slugs of the models without a price, judging ones too: a budget in US dollars does not see what they take. */
	unpriced: string[];
}

/** Scenarios rehearsed for each suite and control. */
const REHEARSALS = 3;
/** A language model says about this much at a time, in tokens, where a program says a word. */
const REPLY_TOKENS = 150;
const CHARS_PER_TOKEN = 4;

type Amounts = Pick<RunEstimate, "calls" | "tokensIn" | "tokensOut">;

/**
 * Estimates a run by rehearsing some scenarios of each suite and control, with its random and its best player, whichever
 * takes more: as many calls, with the prompts that arise, and replies of at least 150 tokens. Of the `environments` over
 * HTTP nobody here knows how they answer: they are counted with all the steps they allow. What the `judges`, jurors and
 * critics, take is not in it, only whether their prices are known.
 */
export function estimateRun(
	plan: RunPlan,
	registry: Registry,
	judges: readonly string[] = [],
	environments: readonly Suite[] = [],
): RunEstimate {
	const total = { calls: 0, tokensIn: 0, tokensOut: 0, costUsd: 0 };
	const rehearsed = new Map<string, Amounts>();
	for (const { cell } of plan.episodes) {
		const planned = plan.cells[cell];
		if (planned === undefined) continue;
		const key = `${planned.suite}|${planned.control}`;
		const environment = environments.find(({ slug }) => slug === planned.suite);
		const amounts =
			rehearsed.get(key) ??
			(environment === undefined ? rehearse(planned) : mostOf(environment, planned.seeds));
		rehearsed.set(key, amounts);
		const { priceInputUsd, priceOutputUsd } = registry.bySlug.get(planned.model) ?? {};
		total.calls += amounts.calls;
		total.tokensIn += amounts.tokensIn;
		total.tokensOut += amounts.tokensOut;
		total.costUsd +=
			(amounts.tokensIn * (priceInputUsd ?? 0) + amounts.tokensOut * (priceOutputUsd ?? 0)) / 1e6;
	}
	const played = modelsOf(plan).filter((slug) => !isPriced(registry, slug));
	const unpriced = [
		...new Set([...played, ...judges.filter((slug) => !isPriced(registry, slug))]),
	].sort();
	return {
		episodes: plan.episodes.length,
		calls: Math.round(total.calls),
		tokensIn: Math.round(total.tokensIn),
		tokensOut: Math.round(total.tokensOut),
		costUsd: played.length > 0 ? null : total.costUsd,
		unpriced,
	};
}

function isPriced(registry: Registry, slug: string): boolean {
	const { priceInputUsd = null, priceOutputUsd = null } = registry.bySlug.get(slug) ?? {};
	return priceInputUsd !== null && priceOutputUsd !== null;
}

/** Slugs of all models that a plan asks, in any seat. */
function modelsOf({ cells }: RunPlan): string[] {
	const others = cells.flatMap((cell) =>
		Object.values(cell.others).flatMap(({ model }) => (model === null ? [] : [model])),
	);
	return [...new Set([...cells.map(({ model }) => model), ...others])].sort();
}

/** All steps that an environment allows, each answered in as many words as a model says. */
function mostOf(environment: Suite, [seed = 1]: readonly number[]): Amounts {
	const { seats, policy } = environment.scenario(seed);
	const told = seats.reduce((sum, { instructions }) => sum + instructions.length, 0);
	const calls = policy.turnsMax;
	const before = REPLY_TOKENS * calls * (calls - 1);
	return {
		calls,
		tokensIn: calls * (told / CHARS_PER_TOKEN + REPLY_TOKENS) + before,
		tokensOut: calls * REPLY_TOKENS,
	};
}

function rehearse(cell: PlannedCell): Amounts {
	const seeds = cell.seeds.slice(0, REHEARSALS);
	const all = seeds.map((seed) => {
		const [chance, best] = [rehearseOne(cell, seed, "random"), rehearseOne(cell, seed, "oracle")];
		return chance.calls > best.calls ? chance : best;
	});
	const mean = (pick: (amounts: Amounts) => number) =>
		all.reduce((sum, amounts) => sum + pick(amounts), 0) / Math.max(1, all.length);
	return {
		calls: mean(({ calls }) => calls),
		tokensIn: mean(({ tokensIn }) => tokensIn),
		tokensOut: mean(({ tokensOut }) => tokensOut),
	};
}

function rehearseOne(cell: PlannedCell, seed: number, player: "random" | "oracle"): Amounts {
	const setup = setupFor({ ...cell, seed, replicate: 0 });
	const amounts: Amounts = { calls: 0, tokensIn: 0, tokensOut: 0 };
	let at = advance(newEpisode(setup), null);
	while (at.request.kind === "ask") {
		const { request } = at;
		const chars = request.messages.reduce((sum, { text }) => sum + text.length, 0);
		const random = seededRandom(seedOf(`rehearsal|${request.seed}`));
		const observation = playerObservation(setup.suite.players[player], setup, request, random);
		const said = observation.kind === "model-response" ? observation.text.length : 0;
		amounts.calls += 1;
		amounts.tokensIn += chars / CHARS_PER_TOKEN;
		amounts.tokensOut += Math.max(REPLY_TOKENS, said / CHARS_PER_TOKEN);
		// What a consulted model would answer cannot be known beforehand.
		if (request.purpose === "consult") break;
		at = advance(at.state, observation);
	}
	return amounts;
}
