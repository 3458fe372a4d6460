import type { Provider } from "#lib/models/declared/declaration.ts";
import { countTokens as countHouseTokens } from "#lib/models/house/tokens.ts";

/** A message's frame (role, separators) in tokens, as OpenAI's chat format counts it. */
const tokensPerMessage = 4;

let tokenizer: Promise<(text: string) => number> | undefined;

/** Loads the tokenizer: some 0.4 s of one core, once, better at the start than in a voter's turn. */
export function loadTokenizer(): Promise<(text: string) => number> {
	tokenizer ??= import("gpt-tokenizer/encoding/o200k_base").then(({ countTokens }) => {
		// Text that looks like a control token is ordinary text here, not an error.
		const plain = { disallowedSpecial: new Set<string>() };
		return (text) => countTokens(text, plain);
	});
	return tokenizer;
}

/**
 * An estimate of the tokens of a call whose provider reported none: by the o200k encoding, or by the
 * house models' own count.
 */
export async function estimateTokens(
	provider: Provider,
	prompt: readonly string[],
	reply: string,
): Promise<{ tokensIn: number; tokensOut: number }> {
	if (provider === "house")
		return {
			tokensIn: prompt.reduce((sum, text) => sum + countHouseTokens(text), 0),
			tokensOut: countHouseTokens(reply),
		};
	const count = await loadTokenizer();
	return {
		tokensIn: prompt.reduce((sum, text) => sum + count(text) + tokensPerMessage, 0),
		tokensOut: count(reply),
	};
}
