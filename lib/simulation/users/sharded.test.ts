import fc from "fast-check";
import { expect, test } from "vitest";
import { converse, talkScenario } from "./converse.fixture.ts";
import { type ShardedOptions, shardedUser } from "./sharded.ts";

const shards = [
	{ id: "task", text: "Write a function.", asks: [] },
	{ id: "input", text: "It takes a list.", asks: ["input", "takes"] },
	{ id: "empty", text: "Empty gives 0.", asks: ["empty", "empty list"] },
	{ id: "name", text: "Call it total.", asks: ["called", "name"] },
];
const user = (next: ShardedOptions["next"]) =>
	shardedUser({ name: "s", version: "1.0.0", title: "Shards", shards: () => shards, next });
const ids = (said: readonly string[]) =>
	said.map((text) => shards.find((shard) => shard.text === text)?.id);

test("reveals in order, one a turn, and stops when all are out", () => {
	const { said, record } = converse(user("in-order"), talkScenario(null), ["What is its name?"]);
	expect(ids(said)).toEqual(["task", "input", "empty", "name"]);
	expect(record).toMatchObject({ end: "user-stop", turns: 5 });
});

test("reveals the one asked for, else the next in order", () => {
	const replies = [
		"Sure. What should it be called?",
		"The name is empty.",
		"What of an empty list?",
	];
	const { said, decisions } = converse(user("asked-for"), talkScenario(null), replies);
	// The second reply asks nothing, so its words count for nothing.
	expect(ids(said)).toEqual(["task", "name", "input", "empty"]);
	expect(decisions.slice(0, 2)).toEqual([{ reveal: "task" }, { reveal: "name" }]);
});

test("a consulted model chooses the shard and never its words; nonsense takes the next in order", () => {
	const answers = ['Well: {"reveal": "empty"}', '{"reveal": "task"}'];
	const { said, consulted } = converse(
		user("consulted"),
		talkScenario(null),
		["Hm?"],
		(_m, call) => answers[call] ?? "",
	);
	expect(ids(said)).toEqual(["task", "empty", "input", "name"]);
	// The first and the last need no choice.
	expect(consulted).toHaveLength(2);
	expect(consulted[1]?.[1]?.text).not.toContain("- empty:");
});

test("whatever is answered, each shard is said once, whole, and one a turn", () => {
	fc.assert(
		fc.property(
			fc.constantFrom<ShardedOptions["next"]>("in-order", "asked-for", "consulted"),
			fc.array(fc.oneof(fc.string(), fc.constantFrom("name?", "empty list?", "input? name?")), {
				minLength: 1,
			}),
			fc.array(fc.oneof(fc.string(), fc.constantFrom('{"reveal":"name"}', '{"reveal":3}', "{"))),
			(next, replies, advice) => {
				const { said } = converse(
					user(next),
					talkScenario(null),
					replies,
					(_m, call) => advice[call] ?? "",
				);
				expect(said[0]).toBe("Write a function.");
				expect([...said].sort()).toEqual(shards.map(({ text }) => text).sort());
			},
		),
		{ numRuns: 60 },
	);
});
