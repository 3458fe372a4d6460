import { type Document, LineCounter, parseDocument } from "yaml";
import { AppError } from "#lib/kernel/app-error.ts";
import { positionOf } from "#lib/models/declared/file-positions.ts";
import { nearestKey } from "#lib/models/declared/nearest-key.ts";
import { type RunConfig, runConfigSchema } from "#lib/simulation/run-config.ts";

/** A run's file may be this long, in characters. */
const CHARS_MAX = 262_144;
/** It may have this many marks that structure it: the time that reading YAML takes grows with their square. */
const MARKS_MAX = 8000;
/** Lists and mappings within each other, in brackets or by marks on one line. */
const DEPTH_MAX = 64;
/** So many problems are said; whoever mends them sees the next ones. */
const PROBLEMS_MAX = 50;
/** Values that its aliases may stand for. */
const ALIASES_MAX = 100;

/**
 * Reads a run from YAML or JSON (which is YAML). Throws `run-invalid` (422) that lists every problem with its
 * line and what to do; `file` names the text in it.
 */
export function parseRun(text: string, file = "the run"): RunConfig {
	if (text.length > CHARS_MAX)
		throw invalid([
			`${file}: is longer than ${CHARS_MAX} characters; name suites and models instead of listing them`,
		]);
	assertPlain(text, file);
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	if (document.errors.length > 0)
		throw invalid(
			document.errors.slice(0, PROBLEMS_MAX).map(({ message, pos: [from] }) => {
				const { line, col } = lines.linePos(from);
				return `${file}:${line}:${col}: is not YAML: ${message}`;
			}),
		);
	const bad = text.search(unstorable);
	if (bad >= 0) {
		const { line, col } = lines.linePos(bad);
		throw invalid([`${file}:${line}:${col}: ${unstorableProblem}`]);
	}
	const value = plainValue(document, file);
	const parsed = runConfigSchema.safeParse(value);
	const place = (path: readonly PropertyKey[], atKey = false) => {
		const { line, column } = positionOf(document, lines, path, atKey);
		return `${file}:${line}:${column}: ${path.join(".") || "the file"}`;
	};
	const escaped = unstorablePaths(value);
	if (escaped.length > 0)
		throw invalid(escaped.map((path) => `${place(path)}: ${unstorableProblem}`));
	if (parsed.success) return parsed.data;
	throw invalid(
		parsed.error.issues.slice(0, PROBLEMS_MAX).flatMap((issue) => {
			if (issue.code !== "unrecognized_keys") return [`${place(issue.path)}: ${issue.message}`];
			return issue.keys
				.slice(0, PROBLEMS_MAX)
				.map((key) => `${place([...issue.path, key], true)}: ${unknownKey(key)}`);
		}),
	);
}

/**
 * Refuses what no run's file looks like before it is parsed, in one pass over its characters: marks without number,
 * and nesting without end. Texts may hold marks too, so the limits are wide.
 */
function assertPlain(text: string, file: string): void {
	let marks = 0;
	let depth = 0;
	let deepest = 0;
	for (const char of text) {
		if (!MARKS.has(char)) continue;
		marks += 1;
		if (char === "[" || char === "{") depth += 1;
		else if (char === "]" || char === "}") depth = Math.max(0, depth - 1);
		deepest = Math.max(deepest, depth);
	}
	if (marks > MARKS_MAX)
		throw invalid([
			`${file}: has more than ${MARKS_MAX} lines, commas, colons and brackets; name suites and models instead of listing them`,
		]);
	if (deepest > DEPTH_MAX || DEEP_LINE.test(text))
		throw invalid([`${file}: is nested deeper than ${DEPTH_MAX} levels; no run needs that`]);
}

const MARKS = new Set("\n\t,:[]{}?&*!\"'");
/** A line that opens many lists or keys at once. */
const DEEP_LINE = new RegExp(`(?:[-?][ \\t]+){${DEPTH_MAX}}`);

/** NUL, and halves of surrogate pairs: PostgreSQL stores neither. */
const unstorable = /\0|\p{Surrogate}/u;
const unstorableProblem =
	"holds a character that cannot be stored (NUL or half of a pair); remove it";

/** Where such characters are that the file writes as escapes, in values and in keys. */
function unstorablePaths(value: unknown, path: PropertyKey[] = []): PropertyKey[][] {
	if (typeof value === "string") return unstorable.test(value) ? [path] : [];
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) =>
		unstorable.test(key) ? [path] : unstorablePaths(inner, [...path, key]),
	);
}

/** The document as plain values. Aliases that multiply without end are refused. */
function plainValue(document: Document, file: string): unknown {
	try {
		return document.toJS({ maxAliasCount: ALIASES_MAX });
	} catch (error) {
		if (!(error instanceof ReferenceError)) throw error;
		throw invalid([`${file}: ${error.message}; write out what the aliases stand for`]);
	}
}

const keys = [
	...Object.keys(runConfigSchema.shape),
	...["suite", "controls", "languages", "seats", "slug", "base_url", "id", "key"],
	...["range", "count", "skip", "jurors", "lenses", "battlesMax"],
	...["calls", "tokens", "usd", "minutes"],
];

function unknownKey(key: string): string {
	const near = nearestKey(key, keys);
	return `is not known here; ${near === undefined ? "remove it" : `did you mean ${near}?`}`;
}

/**
 * Problems that name a path of the file, such as `suites.0.controls: …`, with the line and column where it stands.
 * Those of no path are left as they are.
 */
export function locateProblems(
	text: string,
	problems: readonly string[],
	file = "the run",
): string[] {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	return problems.map((problem) => {
		const [, path] = /^((?:suites|models|jury)(?:\.[\w-]+)*): /.exec(problem) ?? [];
		if (path === undefined) return problem;
		const { line, column } = positionOf(document, lines, placeOf(path, problem, document));
		return `${file}:${line}:${column}: ${problem}`;
	});
}

/** Of a model that is not known, its entry in the list, not the list. */
function placeOf(path: string, problem: string, document: Document): PropertyKey[] {
	const [, slug] = /^models: (?:there is no model )?([a-z0-9][a-z0-9._-]*)[; ]/.exec(problem) ?? [];
	const models: unknown = document.toJS({ maxAliasCount: 100 })?.models;
	const at = Array.isArray(models)
		? models.findIndex((model) => model === slug || model?.slug === slug)
		: -1;
	return path === "models" && at >= 0 ? ["models", at] : path.split(".");
}

/** One error for all problems of a run's file. */
export function invalid(all: readonly string[]): AppError {
	const left = all.length - PROBLEMS_MAX;
	const problems = left <= 1 ? all : [...all.slice(0, PROBLEMS_MAX), `and ${left} more`];
	return new AppError(
		"run-invalid",
		`The run has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
		{ status: 422, data: { problems } },
	);
}
