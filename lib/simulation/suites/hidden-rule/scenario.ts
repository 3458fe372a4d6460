import { type Random, randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { MAIN, type Scenario } from "#lib/simulation/scenario.ts";
import { type GameInit, holds, ILLEGAL_MAX, PLAYER, PROBES_MAX } from "./game.ts";
import { bestProbe, type Evidence, remaining } from "./hypotheses.ts";
import { instructionsFor } from "./instructions.ts";
import type { Triple } from "./rule.ts";
import { has, setOf, TRIPLES, tripleAt } from "./rule-set.ts";
import { tierNames, tiers } from "./rules.ts";

export const SLUG = "hidden-rule";
export const VERSION = "1.0.0";

export interface Secret {
	rule: string;
}

/**
 * The scenario of a seed. Seeds go through the tiers in turn and within each through its rules in turn, so any 120
 * seeds in a row hold each rule once.
 */
export function scenarioOf(seed: number, control: string): Scenario<Secret, GameInit> {
	const tier = tierNames[seed % tierNames.length] ?? "one-number";
	const rules = tiers[tier];
	const rule = rules[Math.floor(seed / tierNames.length) % rules.length] ?? rules[0];
	const random = seededRandom(seedOf(`${SLUG}|${seed}`));
	const examples = [drawTriple(rule, true, random), drawTriple(rule, false, random)];
	const init: GameInit = {
		rule,
		examples,
		given: control === "probes-given" ? informativeProbes(rule, examples, random) : [],
		probesMax: { "probes-given": 0, "five-probes": 5 }[control] ?? PROBES_MAX,
	};
	const turnsMax = init.probesMax + 1 + ILLEGAL_MAX;
	return {
		suite: SLUG,
		version: VERSION,
		seed,
		control,
		language: "en",
		category: tier,
		tags: control === MAIN ? [] : [control],
		title: `Find a hidden rule about three integers with ${init.probesMax} probes`,
		seats: [{ name: PLAYER, instructions: instructionsFor(init) }],
		contested: PLAYER,
		policy: {
			order: "environment",
			speakers: [PLAYER],
			turnsMax,
			turnsMin: 0,
			stepsMax: 4 * turnsMax,
			toolCallsPerTurnMax: 4,
			toolErrorsMax: 4,
			budget: { tokensMax: null, costUsdMax: null, toolCostMax: null },
			showCountdown: false,
		},
		history: [],
		init,
		secret: { rule },
	};
}

/** A triple, uniform among those that fit the rule or among those that don't: drawn until one does. */
function drawTriple(rule: string, fits: boolean, random: Random): Evidence {
	const set = setOf(rule);
	if (set === null || set.size === 0 || set.size === TRIPLES)
		throw new Error(`Broken invariant: ${rule} holds for some triples and not for all`);
	for (;;) {
		const index = randomInt(random, TRIPLES);
		if (has(set, index) === fits) return { triple: tripleAt(index), fits };
	}
}

/** Twenty probes that leave one rule of the suite: first those of good play, then further ones of both answers. */
function informativeProbes(
	rule: string,
	examples: readonly Evidence[],
	random: Random,
): Evidence[] {
	const probes: Evidence[] = [];
	const isNew = (triple: Triple) =>
		[...examples, ...probes].every((known) => known.triple.some((v, i) => v !== triple[i]));
	while (probes.length < PROBES_MAX) {
		const probe = bestProbe(remaining([...examples, ...probes]), random);
		if (probe === null) break;
		probes.push({ triple: probe, fits: holds(rule, probe) });
	}
	while (probes.length < PROBES_MAX) {
		const extra = drawTriple(rule, probes.length % 2 === 0, random);
		// A rule that fits few triples may have no new ones left to show.
		if (isNew(extra.triple) || extra.fits) probes.push(extra);
	}
	return probes;
}
