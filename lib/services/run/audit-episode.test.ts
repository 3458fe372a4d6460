import { describe, expect, test } from "vitest";
import { playThrough } from "#lib/simulation/episode/play.ts";
import { MAIN } from "#lib/simulation/scenario.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";
import { setupOf } from "#lib/testing/suite-self-tests.ts";
import { auditEpisode } from "./audit-episode.ts";

const withUser = suites.filter(({ others }) => others.some(({ seat }) => seat === "user"));

describe("the audit of the suites' own users", () => {
	test.each(withUser.map((suite) => [suite.slug, suite] as const))(
		"%s: its rule-based user is never void, whoever talks with it",
		(_, suite) => {
			for (const control of [MAIN, ...suite.controls.map(({ name }) => name)])
				for (const [name, player] of Object.entries(suite.players))
					for (let seed = suite.practice.from; seed < suite.practice.from + 6; seed++) {
						const setup = setupOf(suite, seed, control);
						const { record } = playThrough(setup, { player });
						const audit = auditEpisode(setup, record);
						const where = `${name}, ${control}, seed ${seed}: ${JSON.stringify(audit?.findings)}`;
						expect(audit?.verdict, where).not.toBe("void");
					}
		},
	);

	test("there is nothing to audit where no simulated user sits", () => {
		const [game] = suites.filter(({ others }) => others.every(({ seat }) => seat !== "user"));
		if (game === undefined) throw new Error("every suite has a user");
		const setup = setupOf(game, game.practice.from);
		const { record } = playThrough(setup, { player: game.players.oracle });
		expect(auditEpisode(setup, record)).toBeNull();
		const [talk] = withUser;
		if (talk === undefined) throw new Error("no suite has a user");
		const talked = setupOf(talk, talk.practice.from);
		const said = playThrough(talked, { player: talk.players.oracle });
		const drivers = { ...talked.drivers, user: { kind: "person" as const } };
		expect(auditEpisode({ ...talked, drivers }, said.record)).toBeNull();
		expect(auditEpisode(talked, said.record)?.verdict).toBe("valid");
	});
});
