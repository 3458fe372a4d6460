import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { AppError } from "#lib/kernel/app-error.ts";
import { withDatabase } from "./with-database.ts";

const optionsSchema = z.object({
	dryRun: z.coerce.number("must be a whole number").int().min(1).optional(),
	budgetUsd: z.coerce.number("must be an amount in US dollars").min(0).optional(),
	seed: z.coerce
		.number("must be a whole number")
		.int()
		.min(0)
		.max(2 ** 31 - 1)
		.optional(),
	json: z.boolean().optional(),
});

/** `parley run FILE.yaml`: plays a simulated run, with progress, and reports it. */
export function addRun(program: Command, calledFrom: string): void {
	program
		.command("run")
		.description("plays a simulated run: suites by models, judged by checks and jurors")
		.argument("<file>", "the run, YAML or JSON, such as examples/first.yaml")
		.option("--dry-run <n>", "plays only the first n conversations")
		.option("--budget-usd <amount>", "overrides the budget of the file, in US dollars")
		.option("--seed <n>", "overrides the seed of the file")
		.option("--json", "prints one JSON document, on the last line of stdout")
		.action(async (file: string, raw: unknown) => {
			const options = optionsSchema.parse(raw);
			const text = await readText(resolve(calledFrom, file), file);
			const { playRun } = await import("./play-run.ts");
			await withDatabase(() => playRun({ ...options, text, file }), { endsItself: true });
		});
}

async function readText(path: string, shown: string): Promise<string> {
	try {
		return await readFile(path, "utf8");
	} catch (cause) {
		throw new AppError(
			"file-unreadable",
			`${shown} cannot be read. Give the path of a run's file, such as examples/first.yaml.`,
			{ cause },
		);
	}
}
