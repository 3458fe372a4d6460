import { AppError } from "#lib/kernel/app-error.ts";
import type { Driver, Drivers } from "#lib/simulation/episode/driver.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { findKnownSuite, isRemote } from "./known-suite.ts";
import type { StoredDriver } from "./stored-driver.ts";

/** What an episode's row says is played. `others` may name the contested seat too, which then wins over `model`. */
export interface PlayedAs {
	suite: string;
	version: string;
	seed: number;
	control: string;
	/** Null: the seed draws it. */
	language: string | null;
	replicate: number;
	model: string;
	/** How that model calls tools; where it stands in `others`, that says it. */
	tools?: "native" | "text";
	others: Record<string, StoredDriver>;
}

/**
 * The setup of an episode. Throws `suite-changed` (409) when the suite or a program has another version today than
 * when the episode was planned: it can be read, not played on.
 */
export function setupFor(
	played: PlayedAs,
): EpisodeSetup & { stored: Record<string, StoredDriver> } {
	const suite = findKnownSuite(played.suite, played.version);
	if (suite === undefined) throw changed(`${played.suite} ${played.version}`);
	const { seed, control, language, replicate } = played;
	const scenario = suite.scenario(seed, { control, ...(language === null ? {} : { language }) });
	const stored: Record<string, StoredDriver> = {
		[suite.contested]: {
			kind: "model",
			model: played.model,
			program: null,
			version: null,
			tools: played.tools ?? "native",
		},
		...played.others,
	};
	const drivers: Drivers = Object.fromEntries(
		Object.entries(stored).map(([seat, driver]) => [seat, driverOf(suite, seat, driver)]),
	);
	const environment = isRemote(suite.slug)
		? "remote"
		: suite.environment === null
			? "none"
			: "in-process";
	return { suite, scenario, drivers, replicate, environment, stored };
}

function driverOf(suite: Suite, seat: string, stored: StoredDriver): Driver {
	if (stored.kind === "person") return { kind: "person" };
	if (stored.kind === "model")
		return { kind: "model", model: stored.model ?? "", tools: stored.tools ?? "native" };
	const program = suite.others
		.find((other) => other.seat === seat)
		?.programs.find(({ name, version }) => name === stored.program && version === stored.version);
	if (program === undefined) throw changed(`${stored.program} ${stored.version}`);
	return { kind: "program", program, model: stored.model };
}

const changed = (what: string) =>
	new AppError(
		"suite-changed",
		`${what} is not what this instance plays today. The conversation can be read but not played on.`,
		{ status: 409 },
	);
