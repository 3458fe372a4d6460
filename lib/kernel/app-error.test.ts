import { describe, expect, it } from "vitest";
import { AppError, isAppError } from "./app-error.ts";

describe("AppError", () => {
	it("is a bad request without data unless said otherwise", () => {
		expect(new AppError("some-code", "Words.")).toMatchObject({
			code: "some-code",
			status: 400,
			data: {},
		});
	});
	it("keeps its cause, and has none when none was given", () => {
		const cause = new Error("below");
		expect(new AppError("x", "y", { cause }).cause).toBe(cause);
		expect("cause" in new AppError("x", "y")).toBe(false);
	});
});

describe("isAppError", () => {
	it("tells by name and code, so that a second copy of the class counts too", () => {
		const copy = Object.assign(new Error("z"), { name: "AppError", code: "x" });
		expect(isAppError(copy)).toBe(true);
		expect(isAppError(copy, "x")).toBe(true);
		expect(isAppError(copy, "other")).toBe(false);
	});
	it("takes nothing else", () => {
		expect(isAppError(Object.assign(new Error("z"), { code: "ENOENT" }))).toBe(false);
		expect(isAppError({ name: "AppError", code: "x" })).toBe(false);
		expect(isAppError(undefined)).toBe(false);
	});
});
