import { expect, it } from "vitest";
import { languages } from "#lib/simulation/instructions/languages.ts";
import { topicCategories, topics } from "./topics.ts";

it.each(languages)("there are forty topics or more in %s, eight of each field", (language) => {
	const list = topics[language];
	expect(list.length).toBeGreaterThanOrEqual(40);
	expect(new Set(list.map(({ title }) => title)).size).toBe(list.length);
	for (const category of topicCategories) {
		expect(list.filter((topic) => topic.category === category)).toHaveLength(8);
	}
	for (const { title, words } of list) {
		expect(title).not.toMatch(/[,.:]|^$/);
		expect(words).toHaveLength(4);
		expect(new Set(words).size).toBe(4);
		for (const word of words) expect(word).toMatch(/^[\p{L}-]+$/u);
	}
});
