import { randomInt } from "#lib/kernel/random.ts";
import { say } from "#lib/simulation/action.ts";
import type { Player, PlayerInput, Suite } from "#lib/simulation/suite.ts";
import { bestReply } from "./best-reply.ts";
import { type Cells, type Placement, placements } from "./board.ts";
import { moveText } from "./board-text.ts";
import type { MatchInit } from "./match-state.ts";
import { boardIn } from "./opponents.ts";

/** A player that places by what it is shown. */
const placer =
	(
		choose: (
			init: MatchInit,
			at: { game: number; cells: Cells },
			input: PlayerInput,
		) => Placement | undefined,
	): Player =>
	(input) => {
		const init = input.scenario.init as MatchInit;
		const at = boardIn(input.view);
		const placement = at === null ? undefined : choose(init, at, input);
		return say(placement === undefined ? "I see no board." : moveText(init.variant, placement));
	};

const breaker: Player = ({ random }) => {
	const texts = [
		"",
		"My move is b2, or maybe a1.",
		"MOVE",
		"MOVE z9",
		'{"move": "b2"}',
		"MOVE b2 b3",
	];
	return say(texts[randomInt(random, texts.length)] ?? "");
};

export const players: Suite["players"] = {
	/** Knows what the opponent would answer anywhere, and gets the most out of it. */
	oracle: placer((init, { game, cells }) => bestReply(init, game, cells).placement),
	random: placer(({ variant }, { cells }, { random }) => {
		const choices = placements(variant, cells);
		return choices[randomInt(random, choices.length)];
	}),
	/** The first free cell in reading order; in a wild game with X. */
	lazy: placer(({ variant }, { cells }) => placements(variant, cells)[0]),
	breaker,
};
