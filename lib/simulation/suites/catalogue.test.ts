import { expect, test } from "vitest";
import { findSuite, suites } from "./catalogue.ts";

test("every suite is found by its slug and its code, and only it", () => {
	for (const suite of suites) {
		expect(findSuite(suite.slug)).toBe(suite);
		expect(findSuite(suite.code)).toBe(suite);
	}
	const names = suites.flatMap(({ slug, code }) => [slug, code]);
	expect(new Set(names).size).toBe(names.length);
	expect(findSuite("no-such-suite")).toBeUndefined();
});
