import type { Command } from "commander";
import { withDatabase } from "./with-database.ts";

/** `parley regrade`: grades stored conversations of runs again with the checks of today. */
export function addRegrade(program: Command): void {
	program
		.command("regrade")
		.description("grades stored conversations again with newer checks; old results stay beside")
		.option("--suite <slug>", "only the conversations of this suite")
		.option("--json", "prints one JSON document")
		.action(async (options: { suite?: string; json?: true }) => {
			const { regradeEpisodes } = await import("#lib/services/run/regrade-episodes.ts");
			const { suite } = options;
			const regraded = await withDatabase(() => regradeEpisodes(suite));
			const skipped = Object.entries(regraded.skipped).map(([reason, n]) => `${n} ${reason}`);
			const text = options.json
				? JSON.stringify(regraded)
				: `${regraded.episodes} conversations; ${regraded.regraded} with new check results, ${regraded.changed} with other numbers, ${regraded.superseded} judgements superseded${skipped.length === 0 ? "" : `; skipped: ${skipped.join(", ")}`}.`;
			process.stdout.write(`${text}\n`);
		});
}
