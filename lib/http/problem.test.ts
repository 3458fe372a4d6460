import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";
import { inputError, problem } from "./problem.ts";

describe("problem", () => {
	it("is application/problem+json with the error's own words, code and data", async () => {
		const response = problem(
			new AppError("battle-closed", "Over.", { status: 409, data: { turn: 3 } }),
			"r1",
		);
		expect(response.status).toBe(409);
		expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
		expect(response.headers.get("cache-control")).toBe("no-store");
		expect(response.headers.get("x-request-id")).toBe("r1");
		expect(await response.json()).toEqual({
			type: "about:blank",
			title: "Conflict",
			status: 409,
			code: "battle-closed",
			detail: "Over.",
			requestId: "r1",
			data: { turn: 3 },
		});
	});
	it.each([new Error("password=hunter2"), "hunter2", { message: "hunter2" }, null])(
		"tells nothing of %s but the request id",
		async (thrown) => {
			const response = problem(thrown, "r2");
			const text = await response.text();
			expect(response.status).toBe(500);
			expect(text).not.toContain("hunter2");
			expect(JSON.parse(text)).toMatchObject({ code: "internal-error", requestId: "r2" });
		},
	);
	it("keeps an AppError's cause to itself", async () => {
		const error = new AppError("x", "Safe.", { cause: new Error("hunter2") });
		expect(await problem(error, "r3").text()).not.toContain("hunter2");
	});
	it("rounds Retry-After up to whole seconds", () => {
		const busy = new AppError("rate-limited", "Wait.", {
			status: 429,
			data: { retryAfterSeconds: 1.2 },
		});
		expect(problem(busy, "r4").headers.get("retry-after")).toBe("2");
		expect(problem(new AppError("x", "y"), "r5").headers.has("retry-after")).toBe(false);
	});
});

describe("inputError", () => {
	it("names every field and its fault", () => {
		const schema = z.strictObject({
			text: z.string().min(1, "is empty"),
			turn: z.int("is not whole"),
		});
		const parsed = schema.safeParse({ text: "", turn: 1.5, extra: true });
		expect(parsed.success).toBe(false);
		if (parsed.success) return;
		const error = inputError(parsed.error, "body");
		expect(error).toMatchObject({ code: "invalid-input", status: 422 });
		expect(error.message).toContain("body.text: is empty");
		expect(error.message).toContain("body.turn: is not whole");
		expect(error.message).toContain("extra");
		expect(error.data["problems"]).toHaveLength(3);
	});
});
