import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { voteShapeNames } from "#lib/datasets/read/vote-shapes.ts";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import { styleTransforms, tieRules } from "#lib/ranking/method-spec.ts";
import { progress } from "./progress.ts";
import { rankOptionsSchema, requestOf } from "./rank-options.ts";

/** `parley rank FILE`: the leaderboard of a public vote file. Needs no database. */
export function addRank(program: Command, calledFrom: string): void {
	program
		.command("rank")
		.argument("<file>", "JSONL, a JSON list, CSV (each also .gz or .zst) or Parquet")
		.description("ranks a vote file of any published shape as leaderboards are ranked")
		.addOption(new Option("--method <name>", "bt or elo").default("bt"))
		.option("--ties <rule>", `what a tie counts for: ${tieRules.join(", ")} (default: half)`)
		.option("--style <features>", "controls for them, such as tokens,headers,lists,bold")
		.option(
			"--style-transform <name>",
			`how two counts become one figure: ${styleTransforms.join(", ")} (default: arena-rank)`,
		)
		.option("--cluster <group>", "whose errors go together: voter, conversation, judge, pair, none")
		.option("--anchor <model=rating>", "holds a model at a rating instead of the mean at 1000")
		.option("--bootstrap <n>", "intervals from n refits instead of the formula")
		.option("--category <name>", "only this category, such as code or turns-2-3")
		.option("--language <name>", "only this language, as the file writes it")
		.option("--origin <origin>", "only human, simulated or imported votes")
		.addOption(new Option("--seed <n>", "of the bootstrap").default("1"))
		.option("--format <name>", `the file's shape, else recognised: ${voteShapeNames.join(", ")}`)
		.option("--compare <file>", "shows what changed from that file to this one")
		.option("--json", "prints one JSON document")
		.action(async (file: string, raw: unknown) => {
			const options = rankOptionsSchema.parse(raw);
			const request = requestOf(options);
			const [{ rankVoteFile }, { rankDocument }, { rankReport }] = await Promise.all([
				import("#lib/services/vote-file/rank-vote-file.ts"),
				import("#lib/services/vote-file/rank-document.ts"),
				import("./rank-report.ts"),
			]);
			const rank = async (path: string) => {
				const bar = progress("MB");
				const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);
				try {
					return await rankVoteFile(resolve(calledFrom, path), request, ({ done, total }) =>
						bar.at(megabytes(done), megabytes(total)),
					);
				} finally {
					bar.end();
				}
			};
			const ranked = await rank(file);
			const other =
				options.compare === undefined
					? null
					: { name: options.compare, ranked: await naming(options.compare, rank) };
			process.stdout.write(
				options.json
					? `${JSON.stringify(rankDocument(ranked, request, other))}\n`
					: `${rankReport(ranked, request, other, process.stdout.columns ?? 100)}\n`,
			);
		});
}

/** Says of which file it is that something is wrong with, when there are two. */
async function naming<T>(path: string, work: (path: string) => Promise<T>): Promise<T> {
	try {
		return await work(path);
	} catch (cause) {
		if (!isAppError(cause)) throw cause;
		const { code, message, status, data } = cause;
		throw new AppError(code, `${path}: ${message}`, { status, data, cause });
	}
}
