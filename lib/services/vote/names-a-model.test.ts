import { expect, test } from "vitest";
import { namesAModel } from "./names-a-model.ts";

const model = (slug: string, name = slug, id = slug) => ({
	slug,
	name,
	endpoints: [{ providerModelId: id }],
});

test.each([
	["I am Claude.", "claude"],
	["CLAUDE3 here", "claude"],
	["我是claude模型", "claude"],
	["from acme/tiny-7b:q4, they say", "tiny-7b"],
	['"text":"tiny 7b"', "tiny 7b"],
	["tiny-70b, or tiny-7b", "tiny-7b"],
])("%s names %s", (text, name) => {
	expect(namesAModel(text, [model("other"), model("slug", name)])).toBe(true);
	expect(namesAModel(text, [model("slug", "Some Name", name.toUpperCase())])).toBe(true);
});

test.each([
	["Many were gathered there", "the"],
	["house-player-40", "house-player-4"],
	["MOVE x1 X", "x"],
	["nothing", ""],
])("%s does not name %s", (text, name) => {
	expect(namesAModel(text, [model("slug-of-it", name)])).toBe(false);
});
