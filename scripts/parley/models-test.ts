import type { Command } from "commander";
import { withDatabase } from "./with-database.ts";

interface TestedModel {
	slug: string;
	ok: boolean;
	checks: { name: string; ok: boolean; detail: string }[];
}

/** `parley models test [slug]`: the conformance test, of one model or of all active ones. */
export function addModelsTest(models: Command): void {
	models
		.command("test")
		.argument("[slug]", "a model, also one that is not active")
		.description(
			"tests endpoints with a few short calls each (list, one token, stream, usage, stop, errors)",
		)
		.option("--json", "prints one JSON document")
		.action(async (slug: string | undefined, options: { json?: true }) => {
			const tested = await withDatabase(async () => {
				const slugs = slug === undefined ? await activeSlugs() : [slug];
				const results: TestedModel[] = [];
				for (const each of slugs) {
					const result = await testOne(each);
					if (!options.json) process.stdout.write(`${asText(result)}\n`);
					results.push(result);
				}
				return results;
			});
			if (options.json) process.stdout.write(`${JSON.stringify(tested)}\n`);
			if (tested.some(({ ok }) => !ok)) process.exitCode = 1;
		});
}

async function activeSlugs(): Promise<string[]> {
	const { listModels } = await import("#lib/services/model/list-models.ts");
	return (await listModels()).filter(({ state }) => state === "active").map(({ slug }) => slug);
}

/** With several endpoints each check says which one it is about. */
async function testOne(slug: string): Promise<TestedModel> {
	const { testModel } = await import("#lib/services/model/test-model.ts");
	const endpoints = await testModel(slug);
	const checks = endpoints.flatMap(({ endpoint, checks }) =>
		checks.map(({ name, ok, detail }) => ({
			name,
			ok,
			detail: endpoints.length > 1 ? `${endpoint}: ${detail}` : detail,
		})),
	);
	return { slug, ok: checks.every(({ ok }) => ok), checks };
}

function asText({ slug, ok, checks }: TestedModel): string {
	const lines = checks.map(
		(check) => `  ${check.ok ? "ok    " : "FAILED"} ${check.name}: ${check.detail}`,
	);
	return [`${slug}: ${ok ? "passes" : "does not pass"}`, ...lines].join("\n");
}
