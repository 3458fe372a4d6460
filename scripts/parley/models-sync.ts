import type { Command } from "commander";
import { withDatabase } from "./with-database.ts";

/** `parley models sync`: takes over the models file; a running arena sees the change in seconds. */
export function addModelsSync(models: Command): void {
	models
		.command("sync")
		.description("takes over arena.yaml and the keys in the environment, also in a running arena")
		.option("--json", "prints one JSON document")
		.action(async (options: { json?: true }) => {
			const { syncRegistry } = await import("#lib/services/model/sync-registry.ts");
			const counts = await withDatabase(() => syncRegistry());
			const text = options.json
				? JSON.stringify(counts)
				: `${counts.added} added, ${counts.changed} changed, ${counts.retired} retired, ${counts.unchanged} unchanged; ${counts.active} are active now.`;
			process.stdout.write(`${text}\n`);
		});
}
