import { Command } from "commander";
import { addAdminCode } from "./admin-code.ts";
import { addEnvTest } from "./env-test.ts";
import { addExport } from "./export.ts";
import { addExportCheck } from "./export-check.ts";
import { addModelsList } from "./models-list.ts";
import { addModelsSync } from "./models-sync.ts";
import { addModelsTest } from "./models-test.ts";
import { addRank } from "./rank.ts";
import { addRegrade } from "./regrade.ts";
import { addRun } from "./run.ts";
import { addSeedDemo } from "./seed-demo.ts";
import { addStart } from "./start.ts";

/** All verbs. `calledFrom` is the folder that files on the command line are relative to. */
export function parleyProgram(calledFrom: string): Command {
	const program = new Command("parley")
		.description("Parley: an arena for two anonymous language models at a time")
		.exitOverride()
		// An option after a verb is that verb's, also where the verb above it has one of the same name.
		.enablePositionalOptions()
		.showHelpAfterError("(parley --help lists the verbs; parley <verb> --help its options)");
	addStart(program);
	const models = program.command("models").description("the registered models");
	addModelsList(models);
	addModelsTest(models);
	addModelsSync(models);
	addRank(program, calledFrom);
	addExportCheck(addExport(program, calledFrom), calledFrom);
	addRun(program, calledFrom);
	addRegrade(program);
	addEnvTest(program.command("env").description("environments over HTTP"));
	addAdminCode(program.command("admin").description("for the operator"));
	addSeedDemo(program.command("seed").description("fills the arena"));
	inheritSettings(program);
	return program;
}

/** Commander copies settings to a command only when it is made by another one that has them already. */
function inheritSettings(parent: Command): void {
	for (const command of parent.commands) {
		command.copyInheritedSettings(parent);
		inheritSettings(command);
	}
}
