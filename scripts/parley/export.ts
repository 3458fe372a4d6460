import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { encodings, formatNames } from "#lib/datasets/format-names.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { progress } from "./progress.ts";
import { withDatabase } from "./with-database.ts";

interface Options extends Record<string, string | boolean | undefined> {
	out?: string;
	json?: true;
}

/** `parley export`: rows of revealed battles, to a file or to stdout. */
export function addExport(program: Command, calledFrom: string): Command {
	return program
		.command("export")
		.description("writes rows of revealed battles")
		.addOption(new Option("--format <name>", formatNames.join(", ")).default("arena-140k"))
		.addOption(new Option("--as <encoding>", encodings.join(", ")).default("jsonl"))
		.option("--out <file>", "writes there instead of to stdout")
		.option("--origin <origin>", "human, simulated, imported or all")
		.option("--from <day>", "first day, UTC, such as 2026-01-31")
		.option("--to <day>", "last day, UTC")
		.option("--category <code>", "such as code, mathematics or turns-2-3")
		.option("--language <code>", "ISO 639 code such as en")
		.option("--model <slug>", "only battles with this model")
		.option("--mode <mode>", "blind or named")
		.option("--counted <answer>", "true or false: whether the vote counts on the leaderboards")
		.option("--versions <which>", "current, or all with the versions that were replaced")
		.option("--scope <which>", "final, turn or all votes")
		.option("--limit <rows>", "at most this many rows")
		.option("--after <id>", "goes on after the row with this id")
		.option("--json", "prints a summary as one JSON document; needs --out")
		.action(async ({ out, json, ...filters }: Options) => {
			if (json && out === undefined)
				throw new AppError(
					"wrong-usage",
					"--json prints a summary on stdout, where the rows would go too: add --out FILE.",
				);
			const [query, { streamBattles }, { writeExport }] = await Promise.all([
				import("#lib/services/export/export-query.ts"),
				import("#lib/services/export/stream-battles.ts"),
				import("#lib/services/export/write-export.ts"),
			]);
			const request = query.parseExport(query.exportQuerySchema.parse(filters));
			const summary = await withDatabase(async () => {
				const bar = progress("rows");
				const rows = await streamBattles(request);
				const file = out === undefined ? null : resolve(calledFrom, out);
				const written = await writeExport(rows, file, (done) => bar.at(done, null));
				bar.end();
				return { ...written, leftOut: await rows.countLeftOut(), nextCursor: rows.nextCursor };
			});
			const { nextCursor, ...document } = summary;
			if (json) process.stdout.write(`${JSON.stringify(document)}\n`);
			else process.stderr.write(`${describe(document)}\n`);
			if (nextCursor !== null) process.stderr.write(`There is more: --after ${nextCursor}\n`);
		});
}

function describe(summary: {
	rows: number;
	bytes: number;
	leftOut: Record<string, number>;
}): string {
	const reasons = Object.entries(summary.leftOut).map(([reason, count]) => `${count} ${reason}`);
	const leftOut = reasons.length === 0 ? "nothing left out" : `left out: ${reasons.join(", ")}`;
	return `${summary.rows} rows, ${summary.bytes} bytes; ${leftOut}.`;
}
