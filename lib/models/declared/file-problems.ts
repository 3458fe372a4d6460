import { looksSecret } from "#lib/models/secrets.ts";

export interface PathProblem {
	path: PropertyKey[];
	/** The key itself is wrong, not its value. */
	atKey?: boolean;
	message: string;
}

/** What the rules of a file need to know of the world outside it. */
export interface FileSurroundings {
	/** True when the environment variable is set and not empty. */
	hasVariable(name: string): boolean;
	/** Slugs that `alias_of` may name beside those of the file. */
	knownSlugs: readonly string[];
}

export const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const onlyReference = /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/;

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Everything that a schema cannot say: secrets, variables, addresses, and fields that belong together. */
export function findProblems(content: unknown, surroundings: FileSurroundings): PathProblem[] {
	const problems = secretProblems(content, []);
	if (!isObject(content) || !Array.isArray(content["models"])) return problems;
	const models = content["models"].map((entry: unknown) => (isObject(entry) ? entry : {}));
	const firstBySlug = new Map<unknown, number>();
	for (const [i, model] of models.entries()) {
		const path = ["models", i];
		const slug = model["slug"];
		const earlier = firstBySlug.get(slug);
		if (typeof slug === "string" && earlier !== undefined)
			problems.push({
				path: [...path, "slug"],
				message: `the slug "${slug}" is already used by entry ${earlier + 1} of models; a slug is a model's identity for ever, so choose another`,
			});
		else firstBySlug.set(slug, i);
		problems.push(...endpointProblems(model, path, surroundings));
	}
	const slugs = new Set<unknown>([...firstBySlug.keys(), ...surroundings.knownSlugs]);
	for (const [i, model] of models.entries()) {
		const aliasOf = model["alias_of"];
		if (typeof aliasOf !== "string") continue;
		const path = ["models", i, "alias_of"];
		if (aliasOf === model["slug"])
			problems.push({ path, message: "a model cannot be an alias of itself; remove the line" });
		else if (!slugs.has(aliasOf))
			problems.push({
				path,
				message: `there is no model with the slug "${aliasOf}"; write the slug of a model of this file`,
			});
	}
	return problems;
}

function secretProblems(value: unknown, path: PropertyKey[]): PathProblem[] {
	if (Array.isArray(value)) return value.flatMap((item, i) => secretProblems(item, [...path, i]));
	if (isObject(value))
		return Object.entries(value).flatMap(([key, item]) => secretProblems(item, [...path, key]));
	if (typeof value !== "string") return [];
	const isKey = path.at(-1) === "key";
	if (isKey ? onlyReference.test(value.trim()) : !looksSecret(value)) return [];
	return [
		{
			path,
			message: isKey
				? "holds a literal text; put the secret into an environment variable and write its name here, such as ${MY_PROVIDER_KEY}"
				: "holds something that looks like a secret; keep secrets in the environment and refer to them by key: ${NAME}",
		},
	];
}

function endpointProblems(
	model: Loose,
	path: PropertyKey[],
	surroundings: FileSurroundings,
): PathProblem[] {
	const own = ["provider", "id", "base_url", "key", "limits"].filter((key) => key in model);
	const list = model["endpoints"];
	if (!Array.isArray(list)) {
		const missing = ["provider", "id"].filter((key) => !(key in model));
		if (missing.length > 0 && list === undefined)
			return [
				{
					path,
					message: `needs ${missing.join(" and ")} (or a list of endpoints) to say how the model is called`,
				},
				...addressProblems(model, path, surroundings),
			];
		return addressProblems(model, path, surroundings);
	}
	const problems: PathProblem[] = own.map((key) => ({
		path: [...path, key],
		atKey: true,
		message: `stands beside endpoints; move ${key} into the entries of endpoints`,
	}));
	for (const [i, entry] of list.entries())
		if (isObject(entry))
			problems.push(...addressProblems(entry, [...path, "endpoints", i], surroundings));
	return problems;
}

function addressProblems(
	endpoint: Loose,
	path: PropertyKey[],
	surroundings: FileSurroundings,
): PathProblem[] {
	const problems: PathProblem[] = [];
	const { provider, base_url: baseUrl, key } = endpoint;
	if (provider === "openai-compatible" && baseUrl === undefined)
		problems.push({
			path,
			message:
				"needs base_url, because its provider is openai-compatible: the address up to /v1, such as http://127.0.0.1:11434/v1",
		});
	if (provider === "house")
		for (const name of ["base_url", "key"])
			if (name in endpoint)
				problems.push({
					path: [...path, name],
					atKey: true,
					message: `a house model runs inside Parley and has no ${name}; remove the line`,
				});
	for (const [name, value] of Object.entries({ base_url: baseUrl, key })) {
		if (typeof value !== "string") continue;
		const missing = [...value.matchAll(reference)]
			.map(([, variable = ""]) => variable)
			.filter((variable) => !surroundings.hasVariable(variable));
		for (const variable of missing)
			problems.push({
				path: [...path, name],
				message: `the environment variable ${variable} is not set; set it, or set state: draft and remove this line`,
			});
		if (name === "base_url" && missing.length === 0)
			problems.push(...urlProblems(value, [...path, name]));
	}
	return problems;
}

function urlProblems(value: string, path: PropertyKey[]): PathProblem[] {
	// A reference stands for a part of an address; only the form around it can be judged here.
	const url = URL.parse(value.replace(reference, "x").replace(/^x(?=\/|$)/, "http://x"));
	if (url === null || !/^https?:$/.test(url.protocol))
		return [{ path, message: "is not an address; write one such as http://127.0.0.1:8000/v1" }];
	if (url.search !== "" || url.hash !== "")
		return [{ path, message: "must end with its path; remove what follows ? or #" }];
	if (/\/(chat\/completions|completions|messages)\/?$/.test(url.pathname))
		return [
			{
				path,
				message: "must be the address before /chat/completions; remove that ending",
			},
		];
	return [];
}
