import { stringify } from "yaml";

/** What a form or an address brings: fields by name, given once or several times. */
export type FormFields = Readonly<Record<string, string | string[] | undefined>>;

/** Names of the fields that belong to one suite. */
export const suiteField = {
	controls: (suite: string) => `control:${suite}`,
	languages: (suite: string) => `language:${suite}`,
	seat: (suite: string, seat: string) => `seat:${suite}:${seat}`,
};

/** All values of a field that are not empty, in their order. */
export function valuesOf(fields: FormFields, name: string): string[] {
	return [fields[name] ?? []].flat().filter((value) => value !== "");
}

/**
 * A run's file made of the fields of the studio's form. Nothing is checked here: what is missing or wrong is in the
 * text, where whoever reads the run says so with its line.
 */
export function runFileOf(fields: FormFields): string {
	const one = (name: string) => valuesOf(fields, name)[0];
	const figures = (names: readonly string[]) =>
		Object.fromEntries(
			names.flatMap((name) => {
				const value = one(name);
				return value === undefined ? [] : [[name, figureOf(value)] as const];
			}),
		);
	const jurors = valuesOf(fields, "juror");
	const lenses = valuesOf(fields, "lens");
	const budget = figures(["usd", "calls", "tokens", "minutes"]);
	const range = one("range");
	return stringify(
		{
			version: 1,
			...(one("name") === undefined ? {} : { name: one("name") }),
			suites: valuesOf(fields, "suite").map((suite) => suiteOf(fields, suite)),
			models: valuesOf(fields, "model"),
			seeds: { ...(range === undefined ? {} : { range }), ...figures(["count", "skip"]) },
			...figures(["replicates", "seed"]),
			...(jurors.length === 0
				? {}
				: {
						jury: {
							jurors,
							...(lenses.length === 0 ? {} : { lenses }),
							...figures(["battlesMax"]),
						},
					}),
			...(Object.keys(budget).length === 0 ? {} : { budget }),
			...figures(["concurrency"]),
		},
		{ lineWidth: 0 },
	);
}

/** A suite as it is written: its name alone where nothing else is chosen. */
function suiteOf(fields: FormFields, suite: string): unknown {
	const controls = valuesOf(fields, suiteField.controls(suite));
	const languages = valuesOf(fields, suiteField.languages(suite));
	const prefix = suiteField.seat(suite, "");
	const seats = Object.keys(fields)
		.filter((name) => name.startsWith(prefix) && valuesOf(fields, name).length > 0)
		.map((name) => [name.slice(prefix.length), valuesOf(fields, name)] as const);
	const chosen = {
		...(controls.length === 0 || (controls.length === 1 && controls[0] === "main")
			? {}
			: { controls }),
		...(languages.length === 0 ? {} : { languages }),
		...(seats.length === 0 ? {} : { seats: Object.fromEntries(seats) }),
	};
	return Object.keys(chosen).length === 0 ? suite : { suite, ...chosen };
}

/** A number where it is one, else the text as it was typed, which is then refused where it stands. */
function figureOf(text: string): number | string {
	const value = Number(text.trim());
	return text.trim() !== "" && Number.isFinite(value) ? value : text;
}
