import { assert } from "#lib/kernel/assert.ts";
import { say } from "#lib/simulation/action.ts";
import type { Program } from "#lib/simulation/program.ts";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { repliesOf } from "./heard.ts";
import { fillTemplate, unknownPlaceholders } from "./template.ts";

export interface ScriptState {
	/** How many turns of the script were said. */
	said: number;
}

export interface ScriptOptions {
	name: string;
	version: string;
	title: string;
	/** What the user says, turn by turn: fixed text, or templates (see `fillTemplate`). */
	turns(scenario: Scenario): readonly string[];
	/** What stands where a template asks for something the model did not say. */
	missing?: string;
}

/** A user that says its turns one after the other and stops when they are said. */
export function scriptedUser(options: ScriptOptions): Program<ScriptState> {
	const { name, version, title, turns, missing = "…" } = options;
	return {
		name,
		version,
		title,
		mode: "script",
		needsModel: false,
		start(scenario) {
			for (const turn of turns(scenario))
				assert(unknownPlaceholders(turn).length === 0, `a template that nothing fills: ${turn}`);
			return { said: 0 };
		},
		act({ scenario, view, state }) {
			const template = turns(scenario)[state.said];
			if (template === undefined) return { state, action: { ...say(""), stop: true } };
			const { text, gaps } = fillTemplate(template, repliesOf(view, scenario), missing);
			return {
				state: { said: state.said + 1 },
				...(gaps.length > 0 && { decision: { gaps } }),
				action: say(text),
			};
		},
	};
}
