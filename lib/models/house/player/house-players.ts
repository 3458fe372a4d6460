/** The dials of the house players: how much of what they do is chance. 0 is best play, 1 would be random. */
const dials = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7] as const;

interface HousePlayerFacts {
	slug: string;
	name: string;
	description: string;
	dial: number;
}

/** The rule-based juror: reads form, never content, and says so. */
export const houseJuror = {
	slug: "house-juror",
	name: "House Juror",
	description:
		"A small program, not a language model: it judges pairs of conversations by countable rules of form, so that juries can be tried without a key. It knows nothing of content.",
};

/** House players: programs whose strength in simulated runs is known because it is set. */
export const housePlayers: readonly HousePlayerFacts[] = dials.map((dial) => ({
	slug: `house-player-${String(Math.round(dial * 100)).padStart(2, "0")}`,
	name: `House Player ${dial.toFixed(1)}`,
	description: `A small program, not a language model: it plays simulated scenarios with the answers known to it, but ${Math.round(dial * 100)} % of what it does is chance. It is there so that a leaderboard can be held against a known order.`,
	dial,
}));
