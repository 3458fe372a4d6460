import { type Environment, parseEnvironment } from "./environment.ts";

let current: Environment | undefined;

/** The parsed environment of this process. Throws `configuration-invalid` on the first use if it is wrong. */
export function config(): Environment {
	current ??= parseEnvironment(process.env);
	return current;
}

/** Replaces the configuration: for tests, and for the start script once the database is up. */
export function overrideConfig(changes: Partial<Environment>): Environment {
	current = { ...config(), ...changes };
	return current;
}

/** The value of a variable named by the operator (a key, `${ENV}` in arena.yaml); undefined when unset or empty. */
export function environmentValue(name: string): string | undefined {
	const value = process.env[name];
	return value === "" ? undefined : value;
}
