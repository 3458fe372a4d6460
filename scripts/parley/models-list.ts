import type { Command } from "commander";
import { textTable } from "./text-table.ts";
import { withDatabase } from "./with-database.ts";

/** `parley models list`: the registry. */
export function addModelsList(models: Command): void {
	models
		.command("list")
		.description("lists every model with its state and first endpoint")
		.option("--json", "prints one JSON document")
		.action(async (options: { json?: true }) => {
			const { listModels } = await import("#lib/services/model/list-models.ts");
			const list = await withDatabase(listModels);
			const text = options.json
				? JSON.stringify(list)
				: textTable(
						["slug", "state", "weight", "endpoint", "note"],
						list.map((model) => [
							model.slug,
							model.state,
							model.weight ?? "",
							model.endpoint,
							model.missingKey === null ? (model.stateReason ?? "") : `set ${model.missingKey}`,
						]),
					);
			process.stdout.write(`${text}\n`);
		});
}
