import type { EpisodeFormatName } from "#lib/datasets/episode-formats.ts";
import { dpoRows } from "#lib/datasets/formats/dpo.ts";
import { ktoRows } from "#lib/datasets/formats/kto.ts";
import { nlfRows } from "#lib/datasets/formats/nlf.ts";
import { refuelRows } from "#lib/datasets/formats/refuel.ts";
import { sftRows } from "#lib/datasets/formats/sft.ts";
import { trajectoryPairsRows } from "#lib/datasets/formats/trajectory-pairs.ts";
import { transitionsRows } from "#lib/datasets/formats/transitions.ts";
import { treeRows } from "#lib/datasets/formats/tree.ts";
import {
	assistant,
	calling,
	episodePair,
	forkedEpisodes,
	recordedEpisode,
	system,
	user,
} from "./recorded-episode.ts";

const { parent, better, worse, later } = forkedEpisodes();

/** A conversation with tools, rewards and feedback. */
const busy = recordedEpisode([], {
	id: "busy",
	tools: [{ name: "look", description: "Looks.", parameters: { type: "object" } }],
	messages: [
		system("Be brief."),
		user(1, "Question 1."),
		...calling(1, "c1", "look"),
		assistant(1, '=1+1, "so" they say'),
		user(2, "Question 2."),
		assistant(2, "-2"),
	],
	rewards: [
		{ message: 2, reward: 0.1 },
		{ message: 6, reward: 0.2 },
	],
	feedback: [
		{
			turn: 1,
			critique: "-1 for style",
			refinement: "Two.",
			withGold: false,
			scoreBefore: -1,
			scoreAfter: null,
		},
		{
			turn: 2,
			critique: null,
			refinement: "Two.",
			withGold: true,
			scoreBefore: null,
			scoreAfter: null,
		},
	],
});

const single = (reply: string) => recordedEpisode([reply]);
const parted = [
	episodePair(better, worse),
	episodePair(later, parent, { id: "deep" }),
	episodePair(parent, worse, { margin: null }),
];

/** Rows of each format of simulated conversations, several and with nothing wrong. */
export const everyFormatsRows: Readonly<Record<EpisodeFormatName, readonly object[]>> = {
	sft: sftRows([busy, parent]).rows,
	dpo: dpoRows([...parted, episodePair(single("A"), single("B"))]).rows,
	kto: ktoRows(parted).rows,
	"trajectory-pairs": trajectoryPairsRows([...parted, episodePair(busy, parent)]).rows,
	refuel: refuelRows(parted).rows,
	tree: treeRows(parted).rows,
	nlf: nlfRows([busy]).rows,
	transitions: transitionsRows([busy, parent]).rows,
};
