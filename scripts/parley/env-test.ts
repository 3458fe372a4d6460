import { type Command, InvalidArgumentError, Option } from "commander";
import { contracts } from "#lib/environments/connect.ts";
import {
	type EnvironmentTest,
	testEnvironment,
} from "#lib/environments/contract-test/test-environment.ts";
import type { Json } from "#lib/simulation/json.ts";
import { plainTexts } from "./plain-text.ts";
import { textTable } from "./text-table.ts";

interface EnvTestOptions {
	contract: (typeof contracts)[number];
	scenario: Json;
	seed: number;
	steps: number;
	json?: true;
}

/** `parley env test URL`: the contract test of an environment over HTTP. Needs no database. */
export function addEnvTest(env: Command): void {
	env
		.command("test")
		.argument("<url>", "address of the server, up to what stands before /create")
		.description(
			"tests a server against its contract, check by check; opens and closes a few dozen sessions there",
		)
		.addOption(
			new Option("--contract <name>", "what the server speaks")
				.choices(contracts)
				.default("parley-v1"),
		)
		.option("--scenario <json>", "what create is given", asJson, {})
		.option("--seed <n>", "the seed that create is given", asWhole, 1)
		.option("--steps <n>", "steps that are tried at most until an episode ends", asWhole, 300)
		.option("--json", "prints one JSON document")
		.action(async (url: string, options: EnvTestOptions) => {
			const { contract, scenario, seed, steps } = options;
			// Whoever sits at this machine's terminal may ask any address from it.
			const result = await testEnvironment(
				{ url, contract, trusted: true },
				{ scenario, seed, stepsMax: steps },
			);
			process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : asText(url, result));
			if (!result.ok) process.exitCode = 1;
		});
}

function asText(url: string, { ok, checks }: EnvironmentTest): string {
	const rows = plainTexts(checks).map((check) => [
		check.skipped ? "skipped" : check.ok ? "ok" : "FAILED",
		check.name,
		check.detail,
	]);
	const failed = checks.filter((check) => !check.ok && !check.skipped).length;
	const verdict = ok
		? "keeps the contract"
		: `does not keep the contract: ${failed} of ${checks.length} checks failed`;
	return `${textTable(["", "check", "detail"], rows)}\n\n${plainTexts(url)} ${verdict}\n`;
}

function asJson(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		throw new InvalidArgumentError('It must be JSON, such as {"item": 3}.');
	}
}

function asWhole(text: string): number {
	const value = Number(text);
	if (Number.isSafeInteger(value) && value >= 0) return value;
	throw new InvalidArgumentError("It must be a whole number from 0.");
}
