/**
 * The row shapes of simulated conversations, by name. They are made from records of episodes, not from battles,
 * and so are not among the formats of the battles' export.
 */
export const episodeFormatNames = [
	"sft",
	"dpo",
	"kto",
	"trajectory-pairs",
	"refuel",
	"tree",
	"nlf",
	"transitions",
] as const;
export type EpisodeFormatName = (typeof episodeFormatNames)[number];
