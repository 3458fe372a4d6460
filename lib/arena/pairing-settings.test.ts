import { describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import {
	isPlainPairing,
	pairingRules,
	pairingSettingsSchema,
	plainPairing,
	readPairing,
} from "./pairing-settings.ts";

const refusedWith = (code: string) =>
	expect.toSatisfy((error) => isAppError(error, code) && error.status === 400);

describe("a choice of pairing", () => {
	test("takes the usual figures for what is left empty", () => {
		for (const rule of pairingRules)
			expect(readPairing({ rule, uniformShare: " ", newShare: "" })).toEqual({
				rule,
				uniformShare: rule === "weights" || rule === "uniform" ? 0 : 0.1,
				newShare: 0,
				newVotesMax: 30,
			});
		expect(readPairing({ rule: "weights" })).toEqual(plainPairing);
	});

	test("takes what is written, 0 too", () => {
		expect(
			readPairing({ rule: "planner", uniformShare: "0", newShare: " .25", newVotesMax: "50" }),
		).toEqual({ rule: "planner", uniformShare: 0, newShare: 0.25, newVotesMax: 50 });
		expect(readPairing({ rule: "arena", uniformShare: "0.4", newShare: "0.6" })).toMatchObject({
			uniformShare: 0.4,
			newShare: 0.6,
		});
	});

	test.each([
		["-0.1", "0"],
		["1.1", ""],
		["0.6", "0.5"],
		["much", "0"],
		["0,1", "0"],
		["0", "NaN"],
		["0", "Infinity"],
	])("shares of %s and %s are refused", (uniformShare, newShare) => {
		expect(() => readPairing({ rule: "overlap", uniformShare, newShare })).toThrowError(
			refusedWith("pairing-shares-invalid"),
		);
	});

	test.each(["-1", "2.5", "many", "1000001"])("new below %s judgements is refused", (newVotesMax) =>
		expect(() => readPairing({ rule: "weights", newVotesMax })).toThrowError(
			refusedWith("pairing-votes-invalid"),
		),
	);

	test.each(["", "Weights", "elo", "__proto__"])("the rule '%s' is refused", (rule) =>
		expect(() => readPairing({ rule })).toThrowError(refusedWith("pairing-rule-unknown")),
	);

	test("what is stored must be whole and in range", () => {
		expect(pairingSettingsSchema.safeParse(plainPairing).success).toBe(true);
		for (const fault of [
			{ rule: "elo" },
			{ uniformShare: undefined },
			{ uniformShare: 0.7, newShare: 0.7 },
			{ newVotesMax: 1.5 },
			{ more: true },
		])
			expect(pairingSettingsSchema.safeParse({ ...plainPairing, ...fault }).success).toBe(false);
	});

	test("is plain only by weight alone", () => {
		expect(isPlainPairing({ ...plainPairing, newVotesMax: 0 })).toBe(true);
		for (const change of [{ rule: "uniform" as const }, { uniformShare: 0.1 }, { newShare: 0.1 }])
			expect(isPlainPairing({ ...plainPairing, ...change })).toBe(false);
	});
});
