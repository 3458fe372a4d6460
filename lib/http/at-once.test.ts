import { expect, test } from "vitest";
import { takePlace } from "./at-once.ts";

test("gives so many places at a time, to each key its own", () => {
	const leave = takePlace("one", 2);
	takePlace("one", 2);
	expect(() => takePlace("one", 2)).toThrow(expect.objectContaining({ code: "rate-limited" }));
	takePlace("other", 2);
	leave();
	leave();
	takePlace("one", 2);
	expect(() => takePlace("one", 2)).toThrow(expect.objectContaining({ status: 429 }));
});
