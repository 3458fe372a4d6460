import { AppError } from "#lib/kernel/app-error.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { Side } from "./outcome.ts";

/**
 * A model that may be drawn. `weight` is relative, at most 1e9; `null` means "not set" and counts
 * as 1. `aliasOf` is the id (or slug) of the model that this one is another name for.
 */
export interface PairingCandidate {
	id: string;
	slug: string;
	weight: number | null;
	aliasOf: string | null;
}

/** `weights`: the configured weights decided; `uniform`: every candidate was equally likely. */
export type PairingReason = "weights" | "uniform";

/**
 * A drawn pair. `propensity` is the probability with which this *unordered* pair was drawn from
 * these candidates. Which of the two became slot `a`, and on which side `a` stands, are two further
 * independent fair coins, stored with the battle but not multiplied in: the probability of this
 * slot assignment is `propensity / 2`, of slots and sides together `propensity / 4`.
 */
export interface DrawnPair<C extends PairingCandidate = PairingCandidate> {
	a: C;
	b: C;
	sideOfA: Side;
	propensity: number;
	reason: PairingReason;
}

export interface TooFewModels {
	error: "too-few-models";
}

interface Entry<C> {
	candidate: C;
	weight: number;
	/** The id of the underlying model; entries with the same root never meet. */
	root: string;
}

const weightMax = 1e9;

/**
 * The underlying model of each candidate, by candidate id. Aliases of aliases are followed; a cycle
 * of aliases is one model, named by its smallest id.
 */
function findRoots(candidates: readonly PairingCandidate[]): Map<string, string> {
	const byName = new Map<string, PairingCandidate>();
	for (const candidate of candidates) byName.set(candidate.slug, candidate);
	for (const candidate of candidates) byName.set(candidate.id, candidate);
	const rootOf = (candidate: PairingCandidate): string => {
		const seen: string[] = [];
		let current = candidate;
		while (current.aliasOf !== null) {
			const cycle = seen.indexOf(current.id);
			if (cycle >= 0) return seen.slice(cycle).sort()[0] ?? current.id;
			seen.push(current.id);
			const next = byName.get(current.aliasOf);
			// The original may be absent (paused): its aliases still share its name as their root.
			if (next === undefined) return current.aliasOf;
			current = next;
		}
		return current.id;
	};
	return new Map(candidates.map((candidate) => [candidate.id, rootOf(candidate)]));
}

/**
 * The entries that can be drawn. A weight of 0 keeps a model out as long as two different models
 * with a positive weight remain; otherwise (or with no weight set at all) all are equally likely.
 */
function weigh<C extends PairingCandidate>(candidates: readonly C[], roots: Map<string, string>) {
	const entries: Entry<C>[] = candidates.map((candidate) => {
		const weight = candidate.weight ?? 1;
		if (!(weight >= 0 && weight <= weightMax)) {
			throw new AppError("weight-invalid", "A pairing weight must be between 0 and 1e9.", {
				data: { slug: candidate.slug, weight: String(candidate.weight) },
			});
		}
		return { candidate, weight, root: roots.get(candidate.id) ?? candidate.id };
	});
	const positive = entries.filter((entry) => entry.weight > 0);
	const isWeighted = candidates.some((candidate) => candidate.weight !== null);
	if (isWeighted && new Set(positive.map((entry) => entry.root)).size >= 2) {
		return { entries: positive, reason: "weights" as const };
	}
	const equal = entries.map((entry) => ({ ...entry, weight: 1 }));
	return { entries: equal, reason: "uniform" as const };
}

const total = (entries: readonly Entry<unknown>[]) =>
	entries.reduce((sum, entry) => sum + entry.weight, 0);

function pick<C>(entries: readonly Entry<C>[], random: Random): Entry<C> | undefined {
	let left = random.next() * total(entries);
	for (const entry of entries) {
		left -= entry.weight;
		if (left < 0) return entry;
	}
	return entries.at(-1);
}

const without = <C>(entries: readonly Entry<C>[], root: string) =>
	entries.filter((entry) => entry.root !== root);

/**
 * Draws two different models without replacement: the first by weight, the second by weight among
 * those that are not the same underlying model; then a coin for the slots and one for the sides.
 *
 * @throws AppError `weight-invalid` for a negative, non-finite or excessive weight.
 */
export function drawPair<C extends PairingCandidate>(
	candidates: readonly C[],
	random: Random,
): DrawnPair<C> | TooFewModels {
	const { entries, reason } = weigh(candidates, findRoots(candidates));
	const first = pick(entries, random);
	if (first === undefined) return { error: "too-few-models" };
	const rest = without(entries, first.root);
	const second = pick(rest, random);
	if (second === undefined) return { error: "too-few-models" };
	const all = total(entries);
	const propensity =
		(first.weight / all) * (second.weight / total(rest)) +
		(second.weight / all) * (first.weight / total(without(entries, second.root)));
	const [a, b] = randomInt(random, 2) === 0 ? [first, second] : [second, first];
	const sideOfA: Side = randomInt(random, 2) === 0 ? "left" : "right";
	return { a: a.candidate, b: b.candidate, sideOfA, propensity, reason };
}

/**
 * The probability of every unordered pair, most likely first: what `drawPair` logs as propensity.
 * They sum to 1, or the list is empty when no two models may meet.
 *
 * @throws AppError `weight-invalid` as `drawPair`.
 */
export function pairProbabilities<C extends PairingCandidate>(
	candidates: readonly C[],
): { a: C; b: C; probability: number }[] {
	const { entries } = weigh(candidates, findRoots(candidates));
	const all = total(entries);
	const restOf = new Map<string, number>();
	for (const { root } of entries) {
		if (!restOf.has(root)) restOf.set(root, total(without(entries, root)));
	}
	const pairs: { a: C; b: C; probability: number }[] = [];
	for (const [i, x] of entries.entries()) {
		for (const y of entries.slice(i + 1)) {
			if (x.root === y.root) continue;
			const restX = restOf.get(x.root) ?? 0;
			const restY = restOf.get(y.root) ?? 0;
			const probability =
				(x.weight / all) * (y.weight / restX) + (y.weight / all) * (x.weight / restY);
			pairs.push({ a: x.candidate, b: y.candidate, probability });
		}
	}
	return pairs.sort((x, y) => y.probability - x.probability);
}

/**
 * Draws one model by the same weights to stand in for a side that failed before it showed anything.
 * The models in `excludedIds` and everything that is the same underlying model are left out; null
 * when nobody is left.
 *
 * @throws AppError `weight-invalid` as `drawPair`.
 */
export function drawReserve<C extends PairingCandidate>(
	candidates: readonly C[],
	excludedIds: readonly string[],
	random: Random,
): C | null {
	const roots = findRoots(candidates);
	const { entries: all } = weigh(candidates, roots);
	const excluded = new Set(excludedIds.map((id) => roots.get(id) ?? id));
	const entries = all.filter((entry) => !excluded.has(entry.root));
	return pick(entries, random)?.candidate ?? null;
}
