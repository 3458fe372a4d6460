import fc from "fast-check";
import { expect, test } from "vitest";
import { drive } from "#lib/testing/drive-episode.ts";
import { randomAnswer } from "#lib/testing/random-answer.ts";
import { everyToy } from "#lib/testing/toy-setups.ts";
import type { Request } from "./request.ts";
import { viewFor } from "./seat-view.ts";

const wordsOf = (value: unknown) =>
	[...JSON.stringify(value).matchAll(/⟦([^>]*)>([^⟧]*)⟧/g)].map(
		([word, what = "", owner = ""]) => ({ word, what, owner }),
	);

/** Words that a seat must not read. A word of `held@turn` is everybody's once that turn is over. */
function leaksIn(value: unknown, { seat, turn }: { seat: string; turn: number }): string[] {
	return wordsOf(value)
		.filter(({ what, owner }) => {
			const [kind, heldIn] = what.split("@");
			return owner !== seat && !(kind === "held" && Number(heldIn) < turn);
		})
		.map(({ word }) => word);
}

/** Words in a request to a seat that it must not read: in its view, and in what its model is sent. */
function leaksInRequest(request: Extract<Request, { kind: "ask" | "person" }>): string[] {
	const { view, ...asked } = request;
	if (request.kind !== "ask" || request.purpose === "reply") return leaksIn(request, view);
	const foreign = wordsOf(asked).filter(({ owner }) => owner !== "consult");
	return [...leaksIn(view, view), ...foreign.map(({ word }) => word)];
}

const seen = (requests: readonly Request[]) => JSON.stringify(requests);

test.each(everyToy)("no seat is ever told what it must not know: $name", ({ setup }) => {
	fc.assert(
		fc.property(fc.nat(), fc.nat(1000), (players, seed) => {
			const started = setup(seed);
			const answer = randomAnswer(players, started.scenario.policy);
			const { requests, states } = drive(started, answer);
			for (const request of requests)
				if (request.kind === "ask" || request.kind === "person")
					expect(leaksInRequest(request)).toEqual([]);
				else if (request.kind !== "remote-step") expect(seen([request])).not.toContain("⟦");
			// Once it is over, nobody is asked any more.
			for (const state of states.slice(0, -1))
				for (const { name } of started.scenario.seats) {
					const view = viewFor(state, name);
					expect(leaksIn(view, view)).toEqual([]);
				}
		}),
		{ numRuns: 60 },
	);
});

test("what a seat may know does reach it", () => {
	const words = everyToy.flatMap(({ setup }) =>
		Array.from({ length: 40 }, (_, players) => {
			const started = setup(players);
			const { requests } = drive(started, randomAnswer(players, started.scenario.policy));
			return [...seen(requests).matchAll(/⟦([a-z]+)[^⟧]*⟧/g)].map(([, what]) => what);
		}).flat(),
	);
	// Were these never shown, the property would say nothing.
	expect([...new Set(words)].sort()).toEqual([
		"argument",
		"aside",
		"hand",
		"held",
		"instructions",
		"move",
		"observation",
		"question",
		"result",
	]);
});
