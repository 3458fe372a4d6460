import type { PairingCandidate } from "#lib/arena/pairing.ts";
import type { PairingSettings } from "#lib/arena/pairing-settings.ts";
import { log } from "#lib/http/log.ts";
import { runtime } from "#lib/services/runtime.ts";
import { boardKnowledge } from "./board-knowledge.ts";
import { makePairingPlan, type PairingPlan } from "./pairing-plan.ts";

/** How long a plan is drawn from before the newest snapshot is looked at again. */
const PLAN_MS = 10_000;
/** Plans of so many sets of candidates and settings are kept: the arena's own, and a demo's. */
const PLANS_MAX = 8;

interface Kept {
	plan: PairingPlan;
	until: number;
	isRenewing: boolean;
}

const shared = globalThis as typeof globalThis & { parleyPairingPlans?: Map<string, Kept> };

/**
 * The plan for exactly these candidates and settings. It follows the leaderboard with a delay: past
 * PLAN_MS it is still drawn from, while the next one is made beside the request. Only the first draw
 * from new candidates or settings waits. Any plan is fair to draw from, as its probabilities are
 * stored with what is drawn.
 */
export async function keptPlan(
	candidates: readonly PairingCandidate[],
	settings: PairingSettings,
): Promise<PairingPlan> {
	const kept = plans().get(keyOf(candidates, settings));
	if (kept === undefined) return newPlan(candidates, settings);
	if (kept.until <= runtime().clock.nowMs() && !kept.isRenewing) {
		kept.isRenewing = true;
		newPlan(candidates, settings)
			.catch((error) => log().error({ err: error }, "the pairing could not follow the leaderboard"))
			.finally(() => {
				kept.isRenewing = false;
			});
	}
	return kept.plan;
}

/** The plan by the newest snapshot; the next draws follow it too. */
export async function newPlan(
	candidates: readonly PairingCandidate[],
	settings: PairingSettings,
): Promise<PairingPlan> {
	const plan = makePairingPlan(candidates, settings, await boardKnowledge());
	const all = plans();
	const key = keyOf(candidates, settings);
	all.delete(key);
	if (all.size >= PLANS_MAX) all.delete(all.keys().next().value ?? "");
	all.set(key, { plan, until: runtime().clock.nowMs() + PLAN_MS, isRenewing: false });
	return plan;
}

function plans(): Map<string, Kept> {
	shared.parleyPairingPlans ??= new Map();
	return shared.parleyPairingPlans;
}

const keyOf = (candidates: readonly PairingCandidate[], settings: PairingSettings): string =>
	JSON.stringify([settings, candidates.map((one) => [one.id, one.slug, one.weight, one.aliasOf])]);
