import { refusalOf } from "#lib/environments/address-guard.ts";
import { declareModel, type ModelDeclaration } from "#lib/models/declared/declaration.ts";
import { buildRegistry, type Registry } from "#lib/models/registry.ts";
import { addModelsBy } from "#lib/services/model/sync-registry.ts";
import type { InlineModel, RunConfig } from "#lib/simulation/run-config.ts";
import { isAddress } from "./model-choices.ts";
import { invalid } from "./parse-run.ts";

/** What is asked of a model of the same slug that is there already. */
interface Known {
	slug: string;
	source: string;
	endpoints: readonly { providerModelId: string; baseUrl: string | null; keyEnv: string | null }[];
}

/**
 * Registers the models that a run's file gives inline, for runs only: never in a person's battle. What is registered
 * already stays as it is; only an operator (`trusted`) moves it by giving it again with another address, id or key.
 * Throws `run-invalid` (422) for a slug of another model, or at another address.
 */
export async function addInlineModels(config: RunConfig, trusted: boolean): Promise<void> {
	if (inlineModels(config).length > 0)
		await addModelsBy((stored) => inlineDeclarations(config, stored, trusted));
}

/** The registry as `addInlineModels` would leave it, with nothing written. Throws what that would throw. */
export function withInlineModels(
	registry: Registry,
	config: RunConfig,
	trusted: boolean,
): Registry {
	const declared = inlineDeclarations(config, registry.models, trusted);
	if (declared.length === 0) return registry;
	const slugs = new Set(declared.map(({ slug }) => slug));
	return buildRegistry([
		...registry.models.filter(({ slug }) => !slugs.has(slug)),
		...declared.map(({ endpoints, ...model }) => ({
			...model,
			id: model.slug,
			stateReason: null,
			endpoints: endpoints.map((endpoint) => ({ trusted, ...endpoint, id: model.slug })),
		})),
	]);
}

/**
 * The addresses of a run's file, of models and judges, that are not asked for somebody who is not the operator: those
 * that are not of the public internet.
 */
export function addressProblems(config: RunConfig): string[] {
	const refused = (address: string) => refusalOf(new URL(address));
	const models = inlineModels(config).flatMap(({ slug, base_url }) => {
		const refusal = refused(base_url);
		return refusal === null
			? []
			: [
					`models: ${slug}; its base_url is not asked: ${refusal}. Ask the operator to register the model, then write its slug`,
				];
	});
	const jurors = (config.jury?.jurors ?? []).filter(isAddress).flatMap((juror) => {
		const refusal = refused(juror);
		return refusal === null
			? []
			: [`jury.jurors: ${juror} is not asked: ${refusal}. Give a public address`];
	});
	return [...models, ...jurors];
}

/** Settings of the arena and its surroundings, which are no keys of endpoints. */
const settings = /^(PARLEY_|DATABASE_|NEXTAUTH_|AUTH_|PG|NODE_)/;
/** Keys that Parley itself reads for its built-in sets. */
const builtIn = ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"];

/**
 * What is wrong with the keys that inline models name, in a file from somebody who is not the operator: a variable's
 * value is sent to the address beside it, so it must not be a setting, nor the key of another model's endpoint.
 */
export function inlineKeyProblems(config: RunConfig, registry: Registry): string[] {
	const used = registry.models
		.filter(({ source }) => source !== "run")
		.flatMap(({ endpoints }) => endpoints.map(({ keyEnv }) => keyEnv));
	return config.models.flatMap((entry) => {
		if (typeof entry === "string" || entry.key === undefined) return [];
		const name = entry.key.slice(2, -1);
		return settings.test(name) || builtIn.includes(name) || used.includes(name)
			? [
					`models: ${entry.slug}; ${name} is not for models of a run; ask the operator for a key of its own`,
				]
			: [];
	});
}

const inlineModels = ({ models }: RunConfig): InlineModel[] =>
	models.filter((entry): entry is InlineModel => typeof entry !== "string");

/** What has to be written; a model that stands as the file gives it is left as it is, unless an operator gives it. */
function inlineDeclarations(
	config: RunConfig,
	known: readonly Known[],
	trusted: boolean,
): ModelDeclaration[] {
	const bySlug = new Map(known.map((model) => [model.slug, model]));
	const problems: string[] = [];
	const declared = inlineModels(config).filter((model) => {
		const before = bySlug.get(model.slug);
		if (before === undefined) return true;
		if (before.source !== "run")
			problems.push(
				`models: ${model.slug} is registered already; write the slug alone, or choose another for this endpoint`,
			);
		else if (!trusted && !isSamePlace(before, model))
			problems.push(
				`models: ${model.slug} is the name of another address, id or key already; choose another slug for this endpoint, or write the slug alone for that one`,
			);
		return trusted;
	});
	if (problems.length > 0) throw invalid(problems);
	return declared.map((model) => declarationOf(model, trusted));
}

function isSamePlace({ endpoints: [before] }: Known, { base_url, id, key }: InlineModel): boolean {
	return (
		before?.baseUrl === base_url &&
		before.providerModelId === id &&
		before.keyEnv === variableOf(key)
	);
}

/** The name of the variable in `${NAME}`. */
const variableOf = (key: string | undefined): string | null => key?.slice(2, -1) ?? null;

function declarationOf(
	{ slug, name = slug, base_url, id, key }: InlineModel,
	trusted: boolean,
): ModelDeclaration {
	return declareModel({
		slug,
		name,
		maker: "unknown",
		source: "run",
		blindEligible: false,
		endpoints: [
			{
				provider: "openai-compatible",
				providerModelId: id,
				baseUrl: base_url,
				keyEnv: variableOf(key),
				limits: {},
				capabilities: {},
				trusted,
			},
		],
	});
}
