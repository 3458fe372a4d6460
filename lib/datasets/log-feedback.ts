import { z } from "zod";
import type { EpisodeFeedback } from "./episode-record.ts";
import type { LoggedEvent } from "./log-messages.ts";

/** What a seat that comments on replies notes as its decision (lib/simulation/users/feedback.ts). */
const commentSchema = z.object({
	critique: z.string(),
	refinement: z.string(),
	gold: z.boolean(),
});

/**
 * The comments of other seats on the contested seat's replies, in order, from the decisions in a log. A comment is about
 * the last reply before it. `scoreOf` gives the score of a turn's reply, null where it was not scored.
 */
export function logFeedback(
	events: readonly LoggedEvent[],
	contested: string,
	scoreOf: (turn: number) => number | null,
): EpisodeFeedback[] {
	let replied: number | null = null;
	return events.flatMap(({ kind, seat, turn, data }): EpisodeFeedback[] => {
		if (kind === "message" && seat === contested && turn > 0 && !isObservation(data))
			replied = turn;
		if (kind !== "user-decision" || seat === contested || replied === null) return [];
		const comment = commentSchema.safeParse(data);
		if (!comment.success) return [];
		const { critique, refinement, gold } = comment.data;
		return [
			{
				turn: replied,
				critique: critique === "" ? null : critique,
				refinement: refinement === "" ? null : refinement,
				withGold: gold,
				scoreBefore: scoreOf(replied),
				scoreAfter: scoreOf(replied + 1),
			},
		];
	});
}

const isObservation = (data: unknown): boolean =>
	typeof data === "object" && data !== null && "kind" in data && data.kind === "observation";
