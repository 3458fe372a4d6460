/**
 * What style control knows about the replies of a judgement, in the order of `judgement_cells.facts`. The
 * length is counted in characters, which is what a voter sees: providers count tokens each in their own
 * way, and some count hidden reasoning.
 */
export const replyFacts = ["characters", "headers", "lists", "bold"] as const;

const members: Record<(typeof replyFacts)[number], readonly string[]> = {
	characters: ["characters"],
	headers: ["headers,h1", "headers,h2", "headers,h3", "headers,h4", "headers,h5", "headers,h6"],
	lists: ["lists,ordered", "lists,unordered"],
	bold: ["bold,stars", "bold,underscores"],
};

/** How a judgement without a fact is stored. */
export const FACT_UNKNOWN = -1;

const sums = replyFacts.flatMap((fact) =>
	(["a", "b"] as const).map((slot) => {
		const value = members[fact]
			.map((path) => `coalesce((r.style#>>'{${path}}')::int, 0)`)
			.join(" + ");
		return `coalesce(sum(${value}) FILTER (WHERE r.slot = '${slot}'), ${FACT_UNKNOWN})::int`;
	}),
);

/**
 * SQL for the facts of the row `m` with a battle and a last turn: sums over the replies up to that turn,
 * of slot `a` and of slot `b` for each fact.
 */
export const FACTS_SQL = `(SELECT ARRAY[${sums.join(", ")}] FROM replies r
	WHERE r.battle_id = m.battle_id AND r.turn <= m.last_turn AND r.style IS NOT NULL)`;
