import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMove } from "./parse-move.ts";

test.each([
	["BET", "BET"],
	["  check \n", "CHECK"],
	["**CALL**", "CALL"],
	["`fold`.", "FOLD"],
	["A jack is weak here, a bet could be called.\n\nCHECK", "CHECK"],
	["My move: CALL", "CALL"],
	["This time I will CALL.", "CALL"],
	["My move: CALL (not FOLD)", "CALL"],
	["FOLD\n\nReasoning: a CALL would lose.", "FOLD"],
	["BET\n\n(With K I BET; with J I would FOLD.)", "BET"],
	["CHECK\nI would rather not BET or CALL", "CHECK"],
	["BET\nAs I said: \nBET", "BET"],
	["BET\nbecause the queen rarely calls", "BET"],
	["CHECK\nOn second thought:\nBET", "BET"],
	["BET\r\n", "BET"],
])("%j is %s", (text, move) => {
	expect(parseMove(text)).toBe(move);
});

test.each([
	"",
	"...",
	"I bet you have the king",
	"your call",
	"BET or CHECK",
	"RAISE",
	"ALPHABET",
	"BET\nCHECK\nhard to say",
	"CHECK\nor rather\nBET\nwho knows",
	"I would rather not CALL",
	"I won't FOLD.",
	"I will CALL this time.",
	"Reasoning: a CALL would lose.",
	"My options: BET or CHECK",
	"CALL would lose, so I FOLD",
	"ＢＥＴ",
])("%j is no move", (text) => {
	expect(parseMove(text)).toBeNull();
});

test("never throws", () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			parseMove(text);
		}),
	);
});
