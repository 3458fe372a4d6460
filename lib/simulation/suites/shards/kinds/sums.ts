import type { Random } from "#lib/kernel/random.ts";
import { drawUntil, pick, some } from "#lib/simulation/suites/shards/draw.ts";
import { shard, type Task } from "#lib/simulation/suites/shards/task.ts";
import { stories } from "./stories.ts";

/** A word sum whose numbers come one by one. */
export function makeSum(random: Random): Task {
	const story = pick(random, stories);
	const made = drawUntil(
		() => {
			const numbers = story.numbers(random);
			return { numbers, value: story.solve(numbers) };
		},
		({ value }) => Number.isInteger(value) && value > 0,
	);
	const { numbers, value } = made;
	const who = pick(random, ["Nadia", "Tomas", "Ingrid", "Kofi", "Leila", "Marek", "Yuki", "Pavel"]);
	const name = (text: string) => text.replaceAll("{who}", who);
	// One who misses a fact takes it for nothing, or for one.
	const slips = Object.keys(numbers).flatMap((key) =>
		[0, 1].map((instead) => story.solve({ ...numbers, [key]: instead })),
	);
	const wrong = [...new Set(slips)].filter((slip) => Number.isFinite(slip) && slip !== value);
	return {
		kind: "sums",
		title: story.title,
		shards: [
			shard("intent", name(story.question), `${name(story.question)}`),
			...story.facts.map((fact) => {
				const text = name(fact.text).replaceAll("{n}", String(numbers[fact.id]));
				return shard(fact.id, `${fact.lead} ${text}`.trim(), text, fact.asks);
			}),
		],
		expected: { kind: "sums", value },
		reference: String(value),
		slips: some(random, wrong, 3).map(String),
	};
}
