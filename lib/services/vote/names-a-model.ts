/**
 * True when a text holds the slug, the name or the provider's id of any registered model as words of its own, in any case.
 * Stricter than the search for leaks: before a vote no such text may be shown, whoever said it and why. Names of one or
 * two characters, such as an id of `x`, tell nobody apart and are in any text.
 */
export function namesAModel(
	text: string,
	models: readonly {
		slug: string;
		name: string;
		endpoints: readonly { providerModelId: string }[];
	}[],
): boolean {
	const lower = text.toLowerCase();
	return models.some(({ slug, name, endpoints }) =>
		[slug, name, ...endpoints.map(({ providerModelId }) => providerModelId)].some(
			(each) => each.length > 2 && holds(lower, each.toLowerCase()),
		),
	);
}

function holds(text: string, name: string): boolean {
	for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
		const goesOn =
			isOneWord(text[at - 1], name[0]) || isOneWord(name.at(-1), text[at + name.length]);
		if (!goesOn) return true;
	}
	return false;
}

/** Whether a word goes on between two characters: scripts without spaces and numbers behind names end one. */
const isOneWord = (one = " ", next = " ") =>
	[/^\p{Script=Latin}{2}$/u, /^\p{N}{2}$/u].some((pattern) => pattern.test(one + next));
