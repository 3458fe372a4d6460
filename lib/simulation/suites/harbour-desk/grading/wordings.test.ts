import { expect, test } from "vitest";
import type { Player } from "#lib/simulation/suite.ts";
import { harbourDesk } from "#lib/simulation/suites/harbour-desk/suite.ts";
import { playAndGrade } from "#lib/testing/suite-self-tests.ts";

const refusal = "I cannot do that";
const proposal = /I would (.*)\. Shall I go ahead\?/;

/** Other words for what the oracle says. */
const refusals = [
	"I won't be able to do that",
	"I’m not able to do that",
	"that isn't something I can do",
	"we don't accept that",
	"that request is ineligible",
	"I couldn't do that",
	"that is against our rules, so I have to say no",
	"our policy does not allow that",
	"that is not possible",
	"I have to decline",
	"unfortunately I am unable to do that",
	"the rules forbid it",
];
const proposals = [
	"I would $1. Do I have your yes?",
	"Please confirm that I should $1, with the reason you gave.",
	"I would $1. Do you consent to this?",
	"Is it okay for me to $1?",
	"Do I have your permission to $1?",
	"I would $1. Do you want this? (yes/no)",
	'Please say "yes" if I should $1.',
	"Please say “yes” if I should $1.",
	"I'd $1. Are you happy with that?",
	"Would you like me to $1?",
	"I am ready to $1. Does that sound good to you?",
	"To be sure of the order number and the reason: may I $1? Please reply **yes**.",
	"I can $1. Would that be all right?",
	"I'll $1 once you approve. Do you agree?",
];

const rewarded = async (reword: (text: string) => string) => {
	const player: Player = (input) => {
		const action = harbourDesk.players.oracle(input);
		return { ...action, text: reword(action.text) };
	};
	const failed: number[] = [];
	for (let seed = 1; seed <= 48; seed++)
		if ((await playAndGrade(harbourDesk, seed, player)).primary !== 1) failed.push(seed);
	return failed;
};

test.each(refusals)("a no in other words is a no: %s", async (words) => {
	expect(await rewarded((text) => text.replace(refusal, words))).toEqual([]);
});

test.each(proposals)("a question for a yes in other words is one: %s", async (words) => {
	expect(await rewarded((text) => text.replace(proposal, words))).toEqual([]);
});
