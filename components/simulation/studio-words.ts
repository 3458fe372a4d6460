import type { Locale, translator } from "#lib/i18n/translate.ts";

type Translate = ReturnType<typeof translator<"studio">>;

/** The words and number formats of the studio's pages. */
export interface StudioWords {
	t: Translate;
	locale: Locale;
}

const runStates = [
	"running",
	"paused",
	"stopping",
	"judging",
	"finished",
	"stopped",
	"cancelled",
] as const;

/** What a code is called; a code that no list knows is shown as it is. */
export function nameOf<K extends string>(
	known: readonly K[],
	code: string,
	word: (key: K) => string,
): string {
	const key = known.find((one) => one === code);
	return key === undefined ? code : word(key);
}

export const runStateName = (t: Translate, state: string): string =>
	nameOf(runStates, state, (key) => t(`state.${key}`));

/** The names of all states, for what runs in the browser. */
export const runStateNames = (t: Translate): Record<string, string> =>
	Object.fromEntries(runStates.map((state) => [state, t(`state.${state}`)]));
