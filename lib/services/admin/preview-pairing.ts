import {
	type PairingInput,
	type PairingSettings,
	readPairing,
} from "#lib/arena/pairing-settings.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { type PairSeparation, separationOf } from "#lib/ranking/planning/rule-scores.ts";
import { type BoardKnowledge, boardKnowledge } from "#lib/services/battle/board-knowledge.ts";
import { newPlan } from "#lib/services/battle/kept-plans.ts";
import { loadCandidates } from "#lib/services/battle/load-candidates.ts";
import {
	makePairingPlan,
	type PairingFallback,
	type PairingPlan,
} from "#lib/services/battle/pairing-plan.ts";
import { loadPairingSettings } from "#lib/services/battle/pairing-settings.ts";
import { assertAdmin } from "./assert-admin.ts";

/** As many pairs are listed; of the others only their number and their share are told. */
export const PREVIEW_PAIRS_MAX = 200;

export interface PreviewPair {
	a: string;
	b: string;
	probability: number;
	/** Null when it cannot be computed. */
	separation: PairSeparation | null;
}

export interface PairingPreview {
	/** What battles are drawn by now. */
	current: PairingSettings;
	/** What the pairs below are drawn by: the current choice, or the one that was asked about. */
	shown: PairingSettings;
	isCurrent: boolean;
	/** The code of what is wrong with the choice that was asked about; the current one is shown then. */
	problem: string | null;
	fallback: PairingFallback | null;
	newModels: string[];
	/** The likeliest pairs, at most PREVIEW_PAIRS_MAX. */
	pairs: PreviewPair[];
	/** The pairs that are not listed. */
	rest: { pairs: number; probability: number };
	/** The probability, by slug, that the next blind battle has the model in it, by the current choice. */
	shares: ReadonlyMap<string, number>;
}

/** What blind pairing draws now, and what it would draw by another choice, before it is made. */
export async function previewPairing(actor: Actor, asked?: PairingInput): Promise<PairingPreview> {
	assertAdmin(actor);
	const [candidates, current] = await Promise.all([loadCandidates(), loadPairingSettings()]);
	const plan = await newPlan(candidates, current);
	const board = await boardKnowledge();
	const other = readAsked(asked);
	const shown = other.settings ?? current;
	const shownPlan =
		other.settings === null ? plan : makePairingPlan(candidates, other.settings, board);
	const { pairs, fallback, newModels } = shownPlan;
	const rest = pairs.slice(PREVIEW_PAIRS_MAX);
	return {
		current,
		shown,
		isCurrent: other.settings === null,
		problem: other.problem,
		fallback,
		newModels,
		pairs: pairs.slice(0, PREVIEW_PAIRS_MAX).map(({ a, b, probability }) => ({
			a: a.slug,
			b: b.slug,
			probability,
			separation: separationOrNull(board, a.slug, b.slug),
		})),
		rest: {
			pairs: rest.length,
			probability: rest.reduce((sum, { probability }) => sum + probability, 0),
		},
		shares: sharesOf(plan),
	};
}

function readAsked(asked: PairingInput | undefined): {
	settings: PairingSettings | null;
	problem: string | null;
} {
	if (asked === undefined) return { settings: null, problem: null };
	try {
		return { settings: readPairing(asked), problem: null };
	} catch (error) {
		if (!isAppError(error)) throw error;
		return { settings: null, problem: error.code };
	}
}

function separationOrNull(
	board: BoardKnowledge | null,
	a: string,
	b: string,
): PairSeparation | null {
	return board?.estimate ? separationOf(board.estimate, a, b) : null;
}

function sharesOf({ pairs }: PairingPlan): Map<string, number> {
	const shares = new Map<string, number>();
	for (const { a, b, probability } of pairs)
		for (const { slug } of [a, b]) shares.set(slug, (shares.get(slug) ?? 0) + probability);
	return shares;
}
