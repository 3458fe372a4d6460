/** True for an address over http or https to which a path can be added: without a query and without a fragment. */
export const isHttpAddress = (text: string): boolean =>
	URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text);
