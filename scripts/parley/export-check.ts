import { resolve } from "node:path";
import type { Command } from "commander";
import { checkedFormatNames } from "#lib/datasets/checked-formats.ts";
import type { CheckedExport } from "#lib/services/export/check-export.ts";
import { plainLines } from "./plain-text.ts";
import { progress } from "./progress.ts";

/** `parley export check FILE`: whether a file is what its format promises. Needs no database. */
export function addExportCheck(exporting: Command, calledFrom: string): void {
	exporting
		.command("check")
		.argument("<file>", "JSONL, a JSON list, CSV (each also .gz or .zst) or Parquet")
		.description("checks a file of an exported format, row by row")
		.option(
			"--format <name>",
			`the file's format, else recognised: ${checkedFormatNames.join(", ")}`,
		)
		.option("--json", "prints one JSON document")
		.action(async (file: string, options: { format?: string; json?: true }) => {
			const { checkExport } = await import("#lib/services/export/check-export.ts");
			const bar = progress("MB");
			const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);
			const checked = await checkExport(
				resolve(calledFrom, file),
				options.format ?? null,
				({ done, total }) => bar.at(megabytes(done), megabytes(total)),
			).finally(() => bar.end());
			if (options.json) process.stdout.write(`${JSON.stringify(checked)}\n`);
			else process.stdout.write(`${plainLines(describe(checked))}\n`);
			if (!checked.ok) process.exitCode = 1;
		});
}

function describe({ format, encoding, rows, problems, problemCount }: CheckedExport): string {
	const lines = problems.map(({ row, problem }) => `row ${row}: ${problem}`);
	const more = problemCount - problems.length;
	if (more > 0) lines.push(`… and ${more} more`);
	const verdict = problemCount === 0 ? "nothing is wrong" : `${problemCount} problems`;
	return [`${rows} rows of ${format} (${encoding}): ${verdict}.`, ...lines].join("\n");
}
