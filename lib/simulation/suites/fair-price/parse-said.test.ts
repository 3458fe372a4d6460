import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSaid, proseOf, saidText } from "./parse-said.ts";

test.each([
	["OFFER 120", "OFFER 120"],
	["It is well kept.\n**OFFER 120**\nWhat do you say?", "OFFER 120"],
	["offer: 1,200 coins.", "OFFER 1200"],
	["OFFER 90.00", "OFFER 90"],
	["- `ACCEPT`", "ACCEPT"],
	["No, thank you.\nwalk!", "WALK"],
	["OFFER 100\nNo, better:\nOFFER 110", "OFFER 110"],
	["OFFER 100\nas I said\nOFFER 100\nthat is it", "OFFER 100"],
	["OFFER120", "OFFER 120"],
	["**OFFER** 120", "OFFER 120"],
	["OFFER: **120**", "OFFER 120"],
	["OFFER $120", "OFFER 120"],
	["OFFER 120 €", "OFFER 120"],
	["OFFER 120 (my final price)", "OFFER 120"],
	["OFFER 120 (not 130).", "OFFER 120"],
	["OFFER 120?", "OFFER 120"],
	["ACCEPT 120", "ACCEPT"],
	["**ACCEPT** 1,200 coins", "ACCEPT"],
])("%j is %s", (text, said) => {
	const parsed = parseSaid(text);
	expect(parsed === null ? null : saidText(parsed)).toBe(said);
});

test.each([
	"",
	"I would pay 120.",
	"I offer 120 for it",
	"I accept your offer of 120",
	"OFFER",
	"OFFER -5",
	"OFFER 0",
	"OFFER 12.5",
	"OFFER 12,00",
	"OFFER 100-120",
	"OFFER 99999999999999999999",
	"OFFER 100\nOFFER 110\nor so",
	"WALK\nACCEPT\nwhich one?",
	"WALKING",
	"Accept?",
	"Walk?",
	"OFFER 120 or 130",
	"OFFER 120 (or 130) or 140",
	`OFFER 120 (${"very ".repeat(60)}final)`,
])("%j is no move", (text) => {
	expect(parseSaid(text)).toBeNull();
});

test("whatever price is written is read back, and no text makes it throw", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1_000_000 }), (price) => {
			expect(parseSaid(`Well.\n${saidText({ kind: "offer", price })}`)).toEqual({
				kind: "offer",
				price,
			});
		}),
	);
	fc.assert(
		fc.property(fc.string(), (text) => {
			parseSaid(text);
		}),
	);
});

test("the prose is what is left without the moves", () => {
	expect(proseOf("My limit is 130.\nOFFER 130\nThat is all.")).toBe("My limit is 130\nThat is all");
});

test("a remark behind a price is prose", () => {
	expect(proseOf("**OFFER 100** (my limit is 130)\nACCEPT 120")).toBe(
		"my limit is 130\nACCEPT 120",
	);
});
