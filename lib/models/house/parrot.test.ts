import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { parrot } from "./parrot.ts";

const say = (text: string, seed: number) =>
	parrot.respond([{ role: "user", text }], seededRandom(seed));

test("says the message again, with small variations", () => {
	const replies = Array.from({ length: 40 }, (_, seed) => say("How deep is the sea?", seed));
	for (const reply of replies) expect(reply.toLowerCase()).toContain("how deep is the sea");
	expect(new Set(replies).size).toBeGreaterThan(4);
});

test("gives back structured text as it is and long text cut", () => {
	expect(say("a\n- b\n- c", 1)).toBe("a\n- b\n- c");
	expect(say("word ".repeat(2_000), 1).length).toBeLessThanOrEqual(1_201);
	expect(say("", 1)).not.toBe("");
});
