/** A message's frame (role, separators) in tokens, as OpenAI's chat format counts it. */
const tokensPerMessage = 4;

/**
 * An estimate of the tokens of a call by the o200k encoding, for providers that report none. The
 * tokenizer is large and is loaded at the first use.
 */
export async function estimateTokens(
	prompt: readonly string[],
	reply: string,
): Promise<{ tokensIn: number; tokensOut: number }> {
	const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
	// Text that looks like a control token is ordinary text here, not an error.
	const plain = { disallowedSpecial: new Set<string>() };
	return {
		tokensIn: prompt.reduce((sum, text) => sum + countTokens(text, plain) + tokensPerMessage, 0),
		tokensOut: countTokens(reply, plain),
	};
}
