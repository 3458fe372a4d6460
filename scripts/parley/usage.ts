import { CommanderError } from "commander";
import { z } from "zod";
import { isAppError } from "#lib/kernel/app-error.ts";
import { plainLines } from "./plain-text.ts";

/** Codes that mean "asked for wrongly", beside every error with status 422. */
const usageCodes = new Set([
	"configuration-invalid",
	"invalid-anchor",
	"invalid-method",
	"models-file-invalid",
	"unknown-model",
	"wrong-usage",
]);

/** 0 done, 1 the work failed, 2 wrong usage. */
export function exitCodeOf(error: unknown): 0 | 1 | 2 {
	if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
	if (error instanceof z.ZodError) return 2;
	if (isAppError(error)) return error.status === 422 || usageCodes.has(error.code) ? 2 : 1;
	return 1;
}

/**
 * What to tell a person: what is wrong and what to do, without a stack. Plain, for a message may hold
 * names from a file.
 */
export function explain(error: unknown): string {
	return plainLines(messageOf(error));
}

function messageOf(error: unknown): string {
	if (error instanceof z.ZodError)
		return error.issues
			.map((issue) => `--${optionName(issue.path)}: ${issue.message}. See parley --help.`)
			.join("\n");
	return error instanceof Error ? error.message : String(error);
}

/** As it is typed: `--style-transform`, not `styleTransform`. */
function optionName(path: readonly PropertyKey[]): string {
	return path.join(".").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
