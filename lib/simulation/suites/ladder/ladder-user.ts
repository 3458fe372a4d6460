import { say } from "#lib/simulation/action.ts";
import type { Program } from "#lib/simulation/program.ts";
import { secretOf } from "./ladder-secret.ts";

/** Says the messages of the scenario in their order, whatever the replies are. */
export const ladderUser: Program<null> = {
	name: "ladder-script",
	version: "1.0.0",
	mode: "script",
	title: "Gives, changes and takes back instructions, whatever the reply was",
	needsModel: false,
	start: () => null,
	act({ scenario, view }) {
		const turn = secretOf(scenario).turns[view.turn - 1];
		if (turn === undefined) return { state: null, action: { ...say(""), stop: true } };
		return { state: null, action: say(turn.message) };
	},
};
