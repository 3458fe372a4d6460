import { say } from "#lib/simulation/action.ts";
import type { Program } from "#lib/simulation/program.ts";
import { secretOf } from "./house-secret.ts";

/** Says the messages of the scenario in their order, whatever the replies are. */
export const houseUser: Program<null> = {
	name: "house-rules-script",
	version: "1.0.0",
	mode: "script",
	title: "Asks within the rules, against them and beside them, whatever the reply was",
	needsModel: false,
	start: () => null,
	act({ scenario, view }) {
		const turn = secretOf(scenario).turns[view.turn - 1];
		if (turn === undefined) return { state: null, action: { ...say(""), stop: true } };
		return { state: null, action: say(turn.message) };
	},
};
