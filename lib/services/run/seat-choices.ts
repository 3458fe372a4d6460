import type { Registry } from "#lib/models/registry.ts";
import type { RunSuite } from "#lib/simulation/run-config.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import { missingModel, toolFormOf } from "./model-choices.ts";
import { modelDriver, type StoredDriver } from "./stored-driver.ts";

type Others = Suite["others"][number];

/**
 * All combinations of who may sit in the seats that are not contested, as a run's file asks for them. What is wrong
 * is added to `problems`; `where` names the place in the file.
 */
export function seatChoices(
	suite: Suite,
	asked: RunSuite,
	registry: Registry,
	where: string,
	problems: string[],
): Record<string, StoredDriver>[] {
	let combinations: Record<string, StoredDriver>[] = [{}];
	for (const other of suite.others) {
		const { seat, programs } = other;
		const names = asked.seats[seat] ?? [programs[0]?.name ?? ""];
		const drivers = names.flatMap((name) => {
			const made = driverFor(suite.slug, other, name, registry);
			for (const problem of made.problems) problems.push(`${where}.seats.${seat}: ${problem}`);
			return made.driver === null ? [] : [made.driver];
		});
		combinations = combinations.flatMap((base) =>
			drivers.map((driver) => ({ ...base, [seat]: driver })),
		);
	}
	return combinations;
}

interface Made {
	driver: StoredDriver | null;
	problems: string[];
}

/** `model:slug`, `program` or `program+slug`. */
function driverFor(suite: string, other: Others, name: string, registry: Registry): Made {
	if (name.startsWith("model:")) {
		const slug = name.slice("model:".length);
		const problems = missingModel(slug, registry);
		if (!other.modelMay) problems.push(`no model may sit there in ${suite}`);
		return { driver: modelDriver(slug, toolFormOf(registry, slug)), problems };
	}
	const [own = "", model = null] = name.split("+");
	const program = other.programs.find((candidate) => candidate.name === own);
	if (program === undefined) {
		const known = other.programs.map((candidate) => candidate.name).join(", ");
		return {
			driver: null,
			problems: [`${suite} has no program ${own}; there are: ${known}`],
		};
	}
	const problems = model === null ? [] : missingModel(model, registry);
	if (program.needsModel && model === null)
		problems.push(`${own} consults a model; write ${own}+SLUG`);
	if (!program.needsModel && model !== null)
		problems.push(`${own} consults no model; write ${own} alone`);
	const { version } = program;
	return { driver: { kind: "program", model, program: own, version, tools: null }, problems };
}
