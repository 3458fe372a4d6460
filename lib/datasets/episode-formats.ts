import { AppError } from "#lib/kernel/app-error.ts";

/** Row shapes that are made of single conversations. */
export const singleFormatNames = ["sft", "nlf", "transitions"] as const;
export type SingleFormatName = (typeof singleFormatNames)[number];

/** Row shapes that are made of two conversations and what was said of them. */
export const pairFormatNames = ["dpo", "kto", "trajectory-pairs", "refuel", "tree"] as const;
export type PairFormatName = (typeof pairFormatNames)[number];

/**
 * The row shapes of simulated conversations, by name. They are made from records of episodes, not from battles,
 * and so are not among the formats of the battles' export.
 */
export const episodeFormatNames = [...singleFormatNames, ...pairFormatNames] as const;
export type EpisodeFormatName = (typeof episodeFormatNames)[number];

export const isSingleFormat = (name: string): name is SingleFormatName =>
	singleFormatNames.some((format) => format === name);

/** The format of that name. Throws `format-unknown` (422), which names those that work. */
export function requireEpisodeFormat(name: string): EpisodeFormatName {
	const found = episodeFormatNames.find((format) => format === name);
	if (found !== undefined) return found;
	throw new AppError(
		"format-unknown",
		`This format of simulated conversations is not offered. Formats that are: ${episodeFormatNames.join(", ")}.`,
		{ status: 422, data: { formats: episodeFormatNames } },
	);
}
