import type { Program } from "#lib/simulation/program.ts";
import type { Seat } from "#lib/simulation/scenario.ts";

/** Who or what speaks for a seat in one episode. */
export type Driver =
	| {
			kind: "model";
			/** Slug of the model. */
			model: string;
			/** How it calls tools: by the endpoint's own interface, or in the declared text form. */
			tools: "native" | "text";
	  }
	| {
			kind: "program";
			program: Program;
			/** Slug of the model that the program consults; null when it needs none. */
			model: string | null;
	  }
	| { kind: "person" };

export type Drivers = Readonly<Record<Seat, Driver>>;

/** The driver in words, the same for equal drivers: part of pairing keys. */
export function driverText(driver: Driver): string {
	if (driver.kind === "person") return "person";
	if (driver.kind === "model")
		return `model:${driver.model}${driver.tools === "text" ? " with tools in text" : ""}`;
	const { name, version } = driver.program;
	return `${name}@${version}${driver.model === null ? "" : `+${driver.model}`}`;
}
