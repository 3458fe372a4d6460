/**
 * True when a text holds the slug, the name or the provider's id of any registered model, in any case. Stricter than
 * the search for leaks: before a vote no such text may be shown, whoever said it and why.
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
			(each) => each !== "" && lower.includes(each.toLowerCase()),
		),
	);
}
