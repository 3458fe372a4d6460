import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { declareModel, type EndpointDeclaration, type ModelDeclaration } from "./declaration.ts";
import { positionOf } from "./file-positions.ts";
import {
	type FileSurroundings,
	findProblems,
	type PathProblem,
	reference,
} from "./file-problems.ts";
import { type FileEndpoint, type FileModel, knownKeys, modelsFileSchema } from "./file-schema.ts";
import { nearestKey } from "./nearest-key.ts";
import { camelKeys, withoutUndefined } from "./shape.ts";

export interface FileProblem {
	line: number;
	column: number;
	/** What is wrong and what to do; never holds a value that may be a secret. */
	message: string;
}

export type ParsedFile =
	| { ok: true; declarations: ModelDeclaration[] }
	| { ok: false; problems: FileProblem[] };

/** What parsing needs from outside: the values of environment variables and the other known slugs. */
export interface ParseOptions {
	variable(name: string): string | undefined;
	knownSlugs: readonly string[];
}

const charsMax = 4 * 1024 * 1024;

/**
 * Reads the text of `arena.yaml`. Every problem is reported at once, in the order of the file, with
 * its line and column (both from 1).
 */
export function parseModelsFile(text: string, options: ParseOptions): ParsedFile {
	if (text.length > charsMax)
		return { ok: false, problems: [{ line: 1, column: 1, message: "is larger than 4 MiB" }] };
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		merge: true,
		prettyErrors: false,
		logLevel: "error",
	});
	if (document.errors.length > 0)
		return {
			ok: false,
			problems: document.errors.map((error) => {
				const { line, col } = lines.linePos(error.pos[0]);
				return { line, column: col, message: `is not valid YAML: ${error.message}` };
			}),
		};
	if (document.contents === null) return { ok: true, declarations: [] };
	let content: unknown;
	try {
		content = document.toJS();
	} catch (error) {
		// An anchor bomb, or an alias without its anchor.
		const message = error instanceof Error ? error.message : String(error);
		return {
			ok: false,
			problems: [{ line: 1, column: 1, message: `is not valid YAML: ${message}` }],
		};
	}
	const surroundings: FileSurroundings = {
		hasVariable: (name) => options.variable(name) !== undefined,
		knownSlugs: options.knownSlugs,
	};
	const parsed = modelsFileSchema.safeParse(content);
	const found = [
		...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => describeIssue(issue))),
		...findProblems(content, surroundings),
	];
	if (!parsed.success || found.length > 0) {
		const problems = found
			.map((problem) => ({
				...positionOf(document, lines, problem.path, problem.atKey),
				message: `${placeName(problem.path, content)}${problem.message}`,
			}))
			.sort((x, y) => x.line - y.line || x.column - y.column);
		return { ok: false, problems };
	}
	const declarations = (parsed.data.models ?? []).map((model) => toDeclaration(model, options));
	return { ok: true, declarations };
}

/** One line for a problem: `arena.yaml:12:5 …`. */
export function formatProblem(fileName: string, problem: FileProblem): string {
	return `${fileName}:${problem.line}:${problem.column}  ${problem.message}`;
}

/** `my-model › limit.context: ` */
function placeName(path: readonly PropertyKey[], content: unknown): string {
	const [top, index, ...rest] = path;
	if (top !== "models" || typeof index !== "number")
		return path.length === 0 ? "" : `${path.join(".")}: `;
	const models = (content as { models?: unknown }).models;
	const entry: unknown = Array.isArray(models) ? models[index] : undefined;
	const slug =
		typeof entry === "object" && entry !== null && "slug" in entry && typeof entry.slug === "string"
			? entry.slug
			: `entry ${index + 1} of models`;
	return rest.length === 0 ? `${slug}: ` : `${slug} › ${rest.join(".")}: `;
}

function describeIssue(issue: z.core.$ZodIssue): PathProblem[] {
	if (issue.code === "unrecognized_keys") {
		const known = keysAt(issue.path);
		return issue.keys.map((key) => {
			const near = nearestKey(key, known);
			return {
				path: [...issue.path, key],
				atKey: true,
				message:
					near === undefined
						? `is not a known key; known here: ${known.join(", ")}`
						: `is not a known key; did you mean ${near}?`,
			};
		});
	}
	if (issue.code === "invalid_value")
		return [
			{ path: [...issue.path], message: `must be one of ${issue.values.map(String).join(", ")}` },
		];
	if (issue.code === "invalid_type" && issue.message.endsWith("received undefined"))
		return [
			{
				path: issue.path.slice(0, -1),
				message: `needs ${String(issue.path.at(-1) ?? "a list of models")}; add the line`,
			},
		];
	const message = issue.message.replace(
		/^Invalid input: expected (\w+), received (\w+)$/,
		(_, expected: string, received: string) =>
			`must be ${withArticle(expected)}, not ${withArticle(received)}`,
	);
	return [{ path: [...issue.path], message: lowerFirst(message) }];
}

const withArticle = (type: string) =>
	type === "null" || type === "NaN" ? type : `${/^[aeio]/.test(type) ? "an" : "a"} ${type}`;

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function keysAt(path: readonly PropertyKey[]): readonly string[] {
	if (path.length === 0) return knownKeys.top;
	const named = path.findLast((step) => typeof step === "string");
	if (named === "models") return knownKeys.model;
	if (named === "endpoints") return knownKeys.endpoint;
	const nested: Record<string, readonly string[]> = knownKeys;
	return nested[String(named)] ?? [];
}

function toDeclaration(model: FileModel, options: ParseOptions): ModelDeclaration {
	const endpoints = (model.endpoints ?? [model as FileEndpoint]).map((entry) =>
		toEndpoint(entry, model, options),
	);
	const { stop, ...sampling } = model.sampling ?? {};
	return declareModel({
		slug: model.slug,
		name: model.name,
		maker: model.maker,
		family: model.family ?? null,
		kind: endpoints.every((endpoint) => endpoint.provider === "house")
			? "program"
			: "language-model",
		description: model.description ?? null,
		licence: model.licence ?? null,
		openWeights: model.open_weights ?? false,
		contextTokens: model.limit?.context ?? null,
		inputModalities: model.modalities?.input ?? ["text"],
		outputModalities: model.modalities?.output ?? ["text"],
		priceInputUsd: model.cost?.input ?? null,
		priceOutputUsd: model.cost?.output ?? null,
		priceCachedUsd: model.cost?.cache_read ?? null,
		systemPrefix: model.system_prefix ?? null,
		sampling: withoutUndefined({ ...camelKeys(sampling), stopSequences: stop }),
		weight: model.weight ?? null,
		state: model.state ?? "active",
		aliasOf: model.alias_of ?? null,
		blindEligible: model.blind ?? true,
		aliases: model.aliases ?? [],
		facts: withoutUndefined({
			releaseDate: model.release_date,
			knowledge: model.knowledge,
			outputTokensMax: model.limit?.output,
		}),
		source: "file",
		endpoints,
	});
}

function toEndpoint(
	entry: FileEndpoint,
	model: FileModel,
	options: ParseOptions,
): EndpointDeclaration {
	const url = entry.base_url?.replace(reference, (_, name: string) => options.variable(name) ?? "");
	return {
		provider: entry.provider,
		providerModelId: entry.id,
		baseUrl: url?.replace(/\/+$/, "") ?? null,
		keyEnv: entry.key?.trim().slice(2, -1) ?? null,
		limits: withoutUndefined({
			...camelKeys(entry.limits ?? {}),
			outputTokensMax: model.limit?.output,
		}),
		capabilities: withoutUndefined({
			attachment: model.attachment,
			reasoning: model.reasoning,
			tool_call: model.tool_call,
			temperature: model.temperature,
			structured_output: model.structured_output,
		}),
	};
}
