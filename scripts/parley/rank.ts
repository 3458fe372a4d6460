import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { voteShapeNames } from "#lib/datasets/read/vote-shapes.ts";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import { judgeKinds, styleTransforms, tieRules } from "#lib/ranking/method-spec.ts";
import type { RankRequest } from "#lib/services/vote-file/rank-vote-file.ts";
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
		.option(
			"--style <features>",
			"controls for them: tokens,headers,lists,bold; leaderboards: characters,headers,lists,bold",
		)
		.option(
			"--style-transform <name>",
			`how two counts become one figure: ${styleTransforms.join(", ")} (default: arena-rank)`,
		)
		.option(
			"--cluster <group>",
			"whose errors go together: voter (default from 20 voters on), conversation, judge, pair, none",
		)
		.addOption(
			new Option(
				"--judges <kind>",
				`a sharpness and a side bias for each: ${judgeKinds.join(", ")}`,
			),
		)
		.option("--sharpen <file>", "shortens intervals by cheap verdicts on these battles and others")
		.option("--anchor <model=rating>", "holds a model at a rating instead of the mean at 1000")
		.option("--bootstrap <n>", "intervals from n refits instead of the formula")
		.option("--category <name>", "only this category, such as code or turns-2-3")
		.option("--language <name>", "only this language, as the file writes it")
		.option("--origin <origin>", "only human, simulated or imported votes")
		.addOption(new Option("--seed <n>", "of the bootstrap").default("1"))
		.option("--format <name>", `the file's shape, else recognised: ${voteShapeNames.join(", ")}`)
		.option("--compare <file>", "shows what changed from that file to this one")
		.option("--held-out <folds>", "how well each model of ties predicts votes it has not seen")
		.option("--no-criticism", "leaves out what would overturn the result")
		.option("--json", "prints one JSON document")
		.action(async (file: string, raw: unknown) => {
			const options = rankOptionsSchema.parse(raw);
			const { sharpen } = options;
			const verdicts = sharpen === undefined ? undefined : resolve(calledFrom, sharpen);
			const request = requestOf(options, verdicts);
			const [{ rankVoteFile }, { rankDocument }, { rankReport }] = await Promise.all([
				import("#lib/services/vote-file/rank-vote-file.ts"),
				import("#lib/services/vote-file/rank-document.ts"),
				import("./rank-report.ts"),
			]);
			const rank = async (path: string, asked: RankRequest) => {
				const bar = progress("MB");
				const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);
				try {
					return await rankVoteFile(resolve(calledFrom, path), asked, ({ done, total }) =>
						bar.at(megabytes(done), megabytes(total)),
					);
				} finally {
					bar.end();
				}
			};
			const ranked = await rank(file, request);
			const { compare } = options;
			const other =
				compare === undefined
					? null
					: { name: compare, ranked: await naming(compare, () => rank(compare, plainer(request))) };
			process.stdout.write(
				options.json
					? `${JSON.stringify(rankDocument(ranked, request, other))}\n`
					: `${rankReport(ranked, request, other, process.stdout.columns ?? 100)}\n`,
			);
		});
}

/** What a file that is only compared with needs: its verdicts would be others. */
const plainer = (request: RankRequest): RankRequest => ({
	...request,
	verdicts: undefined,
	criticise: false,
	heldOutFolds: undefined,
});

/** Says of which file it is that something is wrong with, when there are two. */
async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (cause) {
		if (!isAppError(cause)) throw cause;
		const { code, message, status, data } = cause;
		throw new AppError(code, `${path}: ${message}`, { status, data, cause });
	}
}
