import type { Command } from "commander";
import { withDatabase } from "./with-database.ts";

/** `parley admin code`: a new one-time operator code. */
export function addAdminCode(admin: Command): void {
	admin
		.command("code")
		.description("makes a one-time code that signs its holder in as the operator")
		.option("--json", "prints one JSON document")
		.action(async (options: { json?: true }) => {
			const { createOperatorCode } = await import("#lib/services/auth/create-operator-code.ts");
			const { code, expiresAt } = await withDatabase(createOperatorCode);
			const until = expiresAt.toISOString();
			process.stdout.write(
				options.json ? `${JSON.stringify({ code, expiresAt: until })}\n` : `${code}\n`,
			);
			if (!options.json) process.stderr.write(`Valid once, until ${until}, at /sign-in.\n`);
		});
}
