import type { Rubric } from "./rubric.ts";

/** The rubric of a jury that names none. */
export const generalRubric: Rubric = {
	id: "general",
	version: "1.0.0",
	criteria: [
		{
			key: "task",
			title: "Does what was asked",
			description: "Everything that was asked is done, and nothing that was ruled out.",
			weight: 3,
		},
		{
			key: "memory",
			title: "Keeps what was said",
			description: "What earlier turns said or asked for still holds in later ones.",
			weight: 2,
		},
		{
			key: "truth",
			title: "Says what holds",
			description: "Nothing is invented, and what is not known is said to be unknown.",
			weight: 2,
		},
		{
			key: "effort",
			title: "Is easy to follow",
			description: "No longer and no more complicated than it needs to be.",
			weight: 1,
		},
	],
};
