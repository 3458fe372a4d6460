import type { EpisodeMessage, EpisodePair, RecordedEpisode } from "#lib/datasets/episode-record.ts";

const bare = { toolCalls: [], answers: null };
export const system = (text: string): EpisodeMessage => ({
	...bare,
	role: "system",
	text,
	seat: null,
	turn: 0,
});
export const user = (turn: number, text: string): EpisodeMessage => ({
	...bare,
	role: "user",
	text,
	seat: "user",
	turn,
});
export const assistant = (turn: number, text: string): EpisodeMessage => ({
	...bare,
	role: "assistant",
	text,
	seat: "assistant",
	turn,
});

/** A call of a tool and its result. */
export const calling = (turn: number, id: string, name: string): EpisodeMessage[] => [
	{ ...assistant(turn, ""), toolCalls: [{ id, name, arguments: { b: 1, a: [2] } }] },
	{ ...bare, role: "tool", text: "42", seat: "assistant", turn, answers: { id, name } },
];

/** A conversation with one turn a reply, opened by the same words. */
export function recordedEpisode(
	replies: readonly string[],
	overrides: Partial<RecordedEpisode> = {},
): RecordedEpisode {
	const turns = replies.flatMap((reply, i) => [
		user(i + 1, `Question ${i + 1}.`),
		assistant(i + 1, reply),
	]);
	return {
		id: `episode-${replies.join("-")}`,
		suite: "toy",
		version: "1.0.0",
		seed: 7,
		scenarioKey: "7",
		replicate: 0,
		control: "main",
		language: "en",
		title: "A toy",
		contested: "assistant",
		model: "model-one",
		others: { user: "scripted@1.0.0" },
		turnsMax: 4,
		tools: [],
		messages: [system("Be brief."), ...turns],
		rewards: [],
		feedback: [],
		metrics: { words: 0.5 },
		score: 0.5,
		isVoid: false,
		fork: null,
		pairingKey: "toy@1.0.0 seed=7",
		...overrides,
	};
}

/** A pair of which a was better. */
export function episodePair(
	a: RecordedEpisode,
	b: RecordedEpisode,
	overrides: Partial<EpisodePair> = {},
): EpisodePair {
	return {
		id: `${a.id}/${b.id}`,
		a,
		b,
		outcome: "a",
		judge: "check:toy",
		margin: 0.25,
		...overrides,
	};
}

/** A parent of four turns, and forks of it at turns 2, 2 and 3 that share its words up to there. */
export function forkedEpisodes() {
	const parent = recordedEpisode(["one", "two", "three", "four"], { id: "parent", score: 0.4 });
	const fork = (id: string, turn: number, score: number, replies: readonly string[]) =>
		recordedEpisode(replies, { id, score, fork: { parentId: "parent", turn }, pairingKey: id });
	return {
		parent,
		better: fork("better", 2, 0.9, ["one", "deux", "trois"]),
		worse: fork("worse", 2, 0.1, ["one", "zwei", "drei"]),
		later: fork("later", 3, 0.6, ["one", "two", "tres", "cuatro"]),
	};
}
