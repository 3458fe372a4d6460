import type { Evidence } from "./hypotheses.ts";

/** An answered triple as the player reads it: `(2, -4, 6): yes`. */
export const evidenceLine = ({ triple, fits }: Evidence): string =>
	`(${triple.join(", ")}): ${fits ? "yes" : "no"}`;

export function probesLeft(count: number): string {
	if (count === 0) return "No probes left. Say your GUESS.";
	return count === 1 ? "1 probe left." : `${count} probes left.`;
}

const linePattern = /^\((-?\d+), (-?\d+), (-?\d+)\): (yes|no)$/gm;

/** All answered triples of a text, in order. */
export function readEvidence(text: string): Evidence[] {
	return [...text.matchAll(linePattern)].map(([, x, y, z, answer]) => ({
		triple: [Number(x), Number(y), Number(z)],
		fits: answer === "yes",
	}));
}
