import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { config, environmentValue } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { ModelDeclaration } from "#lib/models/declared/declaration.ts";
import { detectOllama } from "#lib/models/declared/detect-ollama.ts";
import { environmentModels } from "#lib/models/declared/environment-models.ts";
import { houseDeclarations } from "#lib/models/declared/house-declarations.ts";
import { formatProblem, parseModelsFile } from "#lib/models/declared/parse-file.ts";

/** The name under which the models file is looked for when nobody says otherwise. */
const usualFile = "arena.yaml";

/**
 * All models that this instance declares: house models, those of the models file, default sets for
 * keys in the environment, what a local Ollama offers. A file's entry replaces a built-in one of the
 * same slug. Throws `models-file-invalid` (with `data.problems`) listing everything wrong with the
 * file, `models-file-missing` when a file other than the usual one was asked for and is not there.
 */
export async function declareModels(): Promise<ModelDeclaration[]> {
	const house = config().PARLEY_HOUSE_MODELS ? houseDeclarations() : [];
	const hasVariable = (name: string) => environmentValue(name) !== undefined;
	const everyDefault = [...house, ...environmentModels(hasVariable, new Set())];
	const file = await readModelsFile(
		config().PARLEY_MODELS_FILE,
		everyDefault.map((model) => model.slug),
	);
	const providers = new Set(
		file.flatMap((model) => model.endpoints.map((endpoint) => endpoint.provider)),
	);
	const detected = config().PARLEY_DETECT_OLLAMA ? await detectOllama() : [];
	const addresses = new Set(
		file.flatMap((model) => model.endpoints.map((e) => `${e.baseUrl} ${e.providerModelId}`)),
	);
	const bySlug = new Map<string, ModelDeclaration>();
	for (const model of [
		// What the file already calls needs no second entry.
		...detected.filter((m) =>
			m.endpoints.every((e) => !addresses.has(`${e.baseUrl} ${e.providerModelId}`)),
		),
		...environmentModels(hasVariable, providers),
		...house,
		...file,
	])
		bySlug.set(model.slug, model);
	return [...bySlug.values()];
}

async function readModelsFile(path: string, knownSlugs: string[]): Promise<ModelDeclaration[]> {
	let text: string;
	try {
		text = await readFile(path, "utf8");
	} catch (cause) {
		const isAbsent = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
		if (isAbsent && path === usualFile) return [];
		throw new AppError(
			"models-file-missing",
			`The models file ${path} (PARLEY_MODELS_FILE) cannot be read. Correct the path, or unset the variable to use ${usualFile}.`,
			{ status: 500, cause },
		);
	}
	const parsed = parseModelsFile(text, { variable: environmentValue, knownSlugs });
	if (parsed.ok) return parsed.declarations;
	const problems = parsed.problems.map((problem) => formatProblem(basename(path), problem));
	throw new AppError(
		"models-file-invalid",
		`${basename(path)} has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}; nothing of it was taken over. arena.yaml.example explains each field.\n${problems.map((line) => `  ${line}`).join("\n")}`,
		{ status: 500, data: { problems } },
	);
}
