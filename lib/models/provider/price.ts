/** US dollars per million tokens; null when unknown. */
export interface Price {
	inputUsd: number | null;
	outputUsd: number | null;
	cachedUsd: number | null;
}

export interface TokenCounts {
	tokensIn: number | null;
	tokensOut: number | null;
	/** Of `tokensIn`, those read from the provider's cache. */
	tokensCached: number | null;
}

/**
 * What a call cost in US dollars, or null when a price or a count is unknown. Reasoning tokens are
 * part of `tokensOut`. Cached tokens cost the input price where no other is declared.
 */
export function costUsd(price: Price, tokens: TokenCounts): number | null {
	const { tokensIn, tokensOut } = tokens;
	if (price.inputUsd === null || price.outputUsd === null) return null;
	if (tokensIn === null || tokensOut === null) return null;
	const cached = Math.min(tokens.tokensCached ?? 0, tokensIn);
	const micro =
		(tokensIn - cached) * price.inputUsd +
		cached * (price.cachedUsd ?? price.inputUsd) +
		tokensOut * price.outputUsd;
	return micro / 1e6;
}
