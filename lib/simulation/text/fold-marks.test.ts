import { expect, test } from "vitest";
import { foldMarks } from "./fold-marks.ts";

test("spaces and hyphens of every kind are plain ones, and escaped marks are bare", () => {
	expect(foldMarks("2\u202f\u20114\u00a0\u22126 x \\* y \\_ z \\n")).toBe("2 -4 -6 x * y _ z \\n");
});
