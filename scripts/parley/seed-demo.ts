import type { Command } from "commander";
import { z } from "zod";
import type { Recovery } from "#lib/services/demo/recover-strengths.ts";
import { progress } from "./progress.ts";
import { textTable } from "./text-table.ts";
import { withDatabase } from "./with-database.ts";

const optionsSchema = z.object({
	battles: z.coerce.number("must be a whole number").int().min(1).max(100_000),
	seed: z.coerce
		.number("must be a whole number")
		.int()
		.min(0)
		.max(2 ** 31 - 1),
	json: z.boolean().optional(),
});

/** `parley seed demo`: battles by scripted voters with known tastes, and how well they are recovered. */
export function addSeedDemo(seed: Command): void {
	seed
		.command("demo")
		.description(
			"plays battles between house models by scripted voters with known tastes (origin: simulated)",
		)
		.option("--battles <n>", "how many demo battles there shall be in all", "300")
		.option("--seed <n>", "the same seed plays the same battles", "1")
		.option("--json", "prints one JSON document")
		.action(async (raw: unknown) => {
			const options = optionsSchema.parse(raw);
			const { seedDemo } = await import("#lib/services/demo/seed-demo.ts");
			const bar = progress("battles");
			const result = await withDatabase(() =>
				seedDemo({ battles: options.battles, seed: options.seed, onProgress: bar.at }),
			);
			bar.end();
			process.stdout.write(
				options.json
					? `${JSON.stringify(result)}\n`
					: `${report(result.played, result.before, result.recovery)}\n`,
			);
		});
}

function report(played: number, before: number, recovery: Recovery): string {
	const round = (value: number | null) => (value === null ? "-" : Math.round(value));
	const decimals = (value: number | null) => (value === null ? "not defined" : value.toFixed(3));
	const table = textTable(
		["model", "known", "rating", "lower", "upper", "votes", "interval"],
		recovery.rows.map((row) => [
			row.model,
			Math.round(row.known),
			round(row.rating),
			round(row.lower),
			round(row.upper),
			row.votes,
			row.covers ? "holds the known" : "misses",
		]),
	);
	return [
		`${played} battles played, ${before} were there before. Known strength against the leaderboard of simulated votes:`,
		"",
		table,
		"",
		`Spearman ${decimals(recovery.spearman)}, Kendall ${decimals(recovery.kendall)}; ${recovery.covered} of ${recovery.rows.length} intervals (95 %) hold the known strength.`,
	].join("\n");
}
