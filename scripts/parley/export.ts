import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { episodeFormatNames } from "#lib/datasets/episode-formats.ts";
import { encodings, formatNames } from "#lib/datasets/format-names.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import type { RowExport } from "#lib/services/export/read-pages.ts";
import { progress } from "./progress.ts";
import { withDatabase } from "./with-database.ts";

type Filters = Record<string, string | boolean | undefined>;
interface Options extends Filters {
	format: string;
	out?: string;
	json?: true;
}

/** `parley export`: rows of revealed battles or of simulated conversations, to a file or to stdout. */
export function addExport(program: Command, calledFrom: string): Command {
	return program
		.command("export")
		.description("writes rows of revealed battles, or of simulated conversations for training")
		.addOption(
			new Option(
				"--format <name>",
				`of battles: ${formatNames.join(", ")}; of simulated conversations: ${episodeFormatNames.join(", ")}`,
			).default("arena-140k"),
		)
		.addOption(new Option("--as <encoding>", encodings.join(", ")).default("jsonl"))
		.option("--out <file>", "writes there instead of to stdout")
		.option("--from <day>", "first day, UTC, such as 2026-01-31")
		.option("--to <day>", "last day, UTC")
		.option("--language <code>", "ISO 639 code such as en")
		.option("--model <slug>", "only battles, pairs or conversations with this model")
		.option("--origin <origin>", "human, simulated, imported or all; battles")
		.option("--category <code>", "such as code, mathematics or turns-2-3; battles")
		.option("--mode <mode>", "blind or named; battles")
		.option(
			"--counted <answer>",
			"true or false: whether the vote counts on the leaderboards; battles",
		)
		.option("--versions <which>", "current, or all with the versions that were replaced; battles")
		.option("--scope <which>", "final, turn or all votes; battles")
		.option(
			"--kind <kind>",
			"check, verdict or vote: whose judgements rows are made of; battles (vote by default) and pairs (check)",
		)
		.option("--suite <slug>", "only conversations of this suite; simulated conversations")
		.option("--run <id>", "only those of this run, by id or slug; simulated conversations")
		.option("--control <name>", "such as main; simulated conversations")
		.option("--seeds <range>", "practice or board; simulated conversations")
		.option("--void <include>", "include: also void ones, marked; simulated conversations")
		.option(
			"--board-seeds <show>",
			"show: also the numbers of private seeds; simulated conversations",
		)
		.option(
			"--limit <n>",
			"at most this many rows; of simulated conversations: conversations or pairs",
		)
		.option("--after <id>", "goes on after the row, conversation or pair with this id")
		.option("--json", "prints a summary as one JSON document; needs --out")
		.action(async ({ out, json, ...filters }: Options) => {
			if (json && out === undefined)
				throw new AppError(
					"wrong-usage",
					"--json prints a summary on stdout, where the rows would go too: add --out FILE.",
				);
			const [begin, { writeExport }] = await Promise.all([
				startOf(filters),
				import("#lib/services/export/write-export.ts"),
			]);
			const summary = await withDatabase(async () => {
				const bar = progress("rows");
				const rows = await begin();
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

/** Checks the options, and gives what begins the export once there is a database. */
async function startOf(filters: Omit<Options, "out" | "json">): Promise<() => Promise<RowExport>> {
	const { format } = filters;
	if (episodeFormatNames.some((name) => name === format)) {
		const [{ episodeQuerySchema, parseEpisodeExport }, { streamEpisodes }] = await Promise.all([
			import("#lib/services/export/episode-query.ts"),
			import("#lib/services/export/stream-episodes.ts"),
		]);
		refuseOthers(filters, Object.keys(episodeQuerySchema.shape), "simulated conversations");
		const request = parseEpisodeExport(episodeQuerySchema.parse(filters));
		return () => streamEpisodes(request);
	}
	if (!formatNames.some((name) => name === format))
		throw new AppError(
			"format-unknown",
			`There is no format ${format}. Of battles there are ${formatNames.join(", ")}; of simulated conversations ${episodeFormatNames.join(", ")}.`,
			{ status: 422 },
		);
	const [{ exportQuerySchema, parseExport }, { streamBattles }] = await Promise.all([
		import("#lib/services/export/export-query.ts"),
		import("#lib/services/export/stream-battles.ts"),
	]);
	refuseOthers(filters, Object.keys(exportQuerySchema.shape), "battles");
	const request = parseExport(exportQuerySchema.parse(filters));
	return () => streamBattles(request);
}

/** A filter that says nothing about such rows is no filter: whoever gave it would believe that it held. */
function refuseOthers(
	filters: Omit<Options, "out" | "json">,
	known: readonly string[],
	of: string,
): void {
	const other = Object.keys(filters).find((name) => !known.includes(name));
	if (other === undefined) return;
	throw new AppError(
		"wrong-usage",
		`${flag(other)} does not apply to ${filters.format}, whose rows are of ${of}. What does: ${known.map(flag).join(", ")}.`,
	);
}

const flag = (name: string) =>
	`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function describe(summary: {
	rows: number;
	bytes: number;
	leftOut: Record<string, number>;
}): string {
	const reasons = Object.entries(summary.leftOut).map(([reason, count]) => `${count} ${reason}`);
	const leftOut = reasons.length === 0 ? "nothing left out" : `left out: ${reasons.join(", ")}`;
	return `${summary.rows} rows, ${summary.bytes} bytes; ${leftOut}.`;
}
