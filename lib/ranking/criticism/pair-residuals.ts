import { twoSidedChance } from "#lib/ranking/normal-distribution.ts";
import { type FittedPairs, factsOfPair } from "./fitted-pairs.ts";
import { inverseInformation } from "./inverse-information.ts";
import { benjaminiHochberg } from "./multiple-testing.ts";

/** How far a pair's outcomes are from what the fit expects, seen from its `first` model. */
export type PairResidual = {
	first: number;
	second: number;
	votes: number;
	/** Share of outcomes for the first model, ties as half, and what the fit expects. */
	observed: number;
	expected: number;
	/** (observed - expected) in units of its standard deviation. */
	pearson: number;
	/** Signed root of the pair's deviance. */
	deviance: number;
	/**
	 * Pearson's residual corrected for the pair's own pull on the fit; null when the pair decides it,
	 * or when the light prior does because the judgements leave one of the two open.
	 */
	standardised: number | null;
	/** Two-sided p-value of `standardised`, and adjusted for all pairs. */
	chance: number | null;
	adjusted: number | null;
	isFlagged: boolean;
};

export type PairResiduals = {
	pairs: PairResidual[];
	/**
	 * Overdispersion: the sum of squared Pearson residuals over the degrees of freedom. 1 when the
	 * ratings explain the pairs and votes are independent; null without degrees of freedom.
	 */
	phi: number | null;
	/** Pairs minus free ratings. */
	degrees: number;
	/** Variance of one outcome as a share of p (1 - p): below 1 with ties counted as half. */
	outcomeSpread: number;
	/** The correction for testing many pairs, and the share of false flags that it allows. */
	correction: "benjamini-hochberg";
	falseDiscoveryRate: number;
};

const FALSE_DISCOVERY_RATE = 0.05;

/**
 * Below this share of free movement a pair is fitted exactly and its residual says nothing; where the
 * light prior pulls at the ratings, a little more is needed, lest its pull be read as the pair's.
 */
const FREE_SHARE_MIN = 1e-6;
const FREE_SHARE_MIN_BESIDE_PRIOR = 0.05;

/**
 * Residuals of every pair (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 2.4 and 12.4).
 * Outcomes are given the variance `outcomeSpread` p (1 - p), estimated from all votes, since a tie
 * scored as half varies less than a win or a loss. Pairs are flagged when their adjusted p-value is
 * at most 5 %. With `dispersion` (such as phi) variances are larger by that factor, and flags are for
 * pairs that stand out among overdispersed ones.
 */
export function pairResiduals(
	fit: FittedPairs,
	options: { dispersion?: number } = {},
): PairResiduals {
	const { table } = fit;
	const { size } = table;
	const inverse = inverseInformation(fit);
	const spread = outcomeSpread(fit);
	const scale = spread * (options.dispersion ?? 1);
	const at = (i: number, j: number) => inverse[i * size + j] ?? 0;
	const freeMin = fit.groups.map(({ prior }) =>
		prior === null ? FREE_SHARE_MIN : FREE_SHARE_MIN_BESIDE_PRIOR,
	);
	const isOpen = new Uint8Array(size);
	for (const { members, prior } of fit.groups)
		for (const target of prior?.targets ?? []) isOpen[members[target] ?? 0] = 1;
	let squares = 0;
	const pairs = Array.from(table.first, (i, k): PairResidual => {
		const j = table.second[k] ?? 0;
		const { votes, wins, p, q } = factsOfPair(fit, k);
		const information = votes * p * q;
		const difference = wins - votes * p;
		const pearson = scale > 0 ? difference / Math.sqrt(scale * information) : 0;
		squares += spread > 0 ? (difference * difference) / (spread * information) : 0;
		const free = 1 - information * (at(i, i) + at(j, j) - 2 * at(i, j));
		const isTested =
			free > (freeMin[fit.groupOf[i] ?? 0] ?? 1) && isOpen[i] === 0 && isOpen[j] === 0;
		const standardised = isTested ? pearson / Math.sqrt(free) : null;
		const fall = entropyTerm(wins, votes * p) + entropyTerm(votes - wins, votes * q);
		const deviance = scale > 0 ? Math.sqrt(Math.max(0, (2 * fall) / scale)) : 0;
		return {
			first: i,
			second: j,
			votes,
			observed: wins / votes,
			expected: p,
			pearson,
			deviance: Math.sign(difference) * deviance,
			standardised,
			chance: standardised === null ? null : twoSidedChance(standardised),
			adjusted: null,
			isFlagged: false,
		};
	});
	flagPairs(pairs);
	const ratings = fit.groups.reduce((sum, group) => sum + group.members.length - 1, 0);
	const degrees = pairs.length - ratings;
	return {
		pairs,
		phi: degrees > 0 ? squares / degrees : null,
		degrees,
		outcomeSpread: spread,
		correction: "benjamini-hochberg",
		falseDiscoveryRate: FALSE_DISCOVERY_RATE,
	};
}

/** Mean squared residual of single outcomes, as a share of what wins and losses alone would have. */
export function outcomeSpread(fit: FittedPairs): number {
	const { table } = fit;
	let [squares, information] = [0, 0];
	for (let k = 0; k < table.first.length; k++) {
		const { votes, p, q } = factsOfPair(fit, k);
		squares += (table.winsFirst[k] ?? 0) * q * q + (table.winsSecond[k] ?? 0) * p * p;
		squares += ((table.halves[k] ?? 0) * (q - p) * (q - p)) / 4;
		information += votes * p * q;
	}
	return information > 0 ? squares / information : 1;
}

function entropyTerm(observed: number, expected: number): number {
	return observed > 0 ? observed * Math.log(observed / expected) : 0;
}

function flagPairs(pairs: readonly PairResidual[]): void {
	const tested = pairs.filter((pair) => pair.chance !== null);
	const adjusted = benjaminiHochberg(Float64Array.from(tested, (pair) => pair.chance ?? 1));
	tested.forEach((pair, i) => {
		pair.adjusted = adjusted[i] ?? 1;
		pair.isFlagged = pair.adjusted <= FALSE_DISCOVERY_RATE;
	});
}
