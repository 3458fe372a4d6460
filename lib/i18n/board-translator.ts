import { createTranslator } from "use-intl/core";
import { type Locale, type Messages, messagesOf, translator } from "./translate.ts";

type Tree = { readonly [key: string]: string | Tree };

/**
 * The words of a leaderboard's page by who judged (`kind` of a filter). Where it is not people's votes alone, the messages that speak of
 * votes and voters are those of the namespace `judged`: programs and juries neither vote nor are voters.
 */
export function boardTranslator<N extends "leaderboard" | "criticism">(
	locale: Locale,
	namespace: N,
	kind: string,
): ReturnType<typeof translator<N>> {
	if (kind === "vote") return translator(locale, namespace);
	const all = messagesOf(locale);
	const messages = { ...all, [namespace]: merged(all[namespace], all.judged[namespace]) };
	return createTranslator<Messages, N>({ locale, messages: messages as Messages, namespace });
}

/** The first tree with the leaves that the second has. */
function merged(base: Tree, over: Tree): Tree {
	const replaced = Object.entries(over).map(([key, value]) => {
		const below = base[key];
		return typeof value === "string" || typeof below !== "object"
			? [key, value]
			: [key, merged(below, value)];
	});
	return { ...base, ...Object.fromEntries(replaced) };
}
