import { expect, test } from "vitest";
import { playAndGrade } from "#lib/testing/suite-self-tests.ts";
import { replayMoves } from "./replay-moves.ts";
import { match } from "./suites/boards/match.ts";
import { boards } from "./suites/boards/suite.ts";
import { game } from "./suites/hidden-rule/game.ts";
import { hiddenRule } from "./suites/hidden-rule/suite.ts";
import type { Message } from "./view.ts";

test("what was said leads to the state in which the game ended", async () => {
	for (let seed = 0; seed < 8; seed++) {
		const { record: asked } = await playAndGrade(hiddenRule, seed, hiddenRule.players.random);
		expect(replayMoves(game, asked)).toEqual(asked.environment);
		const { record: played } = await playAndGrade(boards, seed, boards.players.random);
		expect(replayMoves(match, played)).toEqual(played.environment);
	}
});

test("the word with which a person leaves is no move", () => {
	const scenario = hiddenRule.scenario(0);
	const said = (text: string, to: "all" | string[]): Message => ({
		kind: "text",
		seat: "player",
		turn: 1,
		text,
		to,
	});
	const messages = [said("PROBE 1 2 3", ["player"]), said("GUESS x > 0", "all")];
	expect(replayMoves(game, { scenario, messages })).toMatchObject({ guess: null, done: false });
	expect(replayMoves(game, { scenario, messages }).probes).toHaveLength(1);
});
