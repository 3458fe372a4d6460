import { existsSync } from "node:fs";

/**
 * Adds the settings of the project's `.env`, if there is one, to this process. What is set already
 * wins, also when it is empty. For the programs that people start; call before `config()`.
 */
export function loadEnvFile(): void {
	if (existsSync(".env")) process.loadEnvFile(".env");
}
