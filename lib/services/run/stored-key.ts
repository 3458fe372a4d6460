import { pairingKey } from "#lib/simulation/episode/pairing-key.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";

/**
 * The key under which an episode is stored; those with equal ones are paired by themselves. Where a person sits in a
 * seat, nobody else meets the same, so the episode's own slug keeps it apart.
 */
export function storedKey(
	setup: EpisodeSetup,
	slug: string,
	fork: { parentId: string; turn: number } | null = null,
): string {
	const hasPerson = Object.values(setup.drivers).some(({ kind }) => kind === "person");
	return `${pairingKey(setup, fork)}${hasPerson ? `|person ${slug}` : ""}`;
}

/** The key of the scenario and the other seats alone: what two conversations must share to be paired by hand. */
export const sharedKey = (stored: string): string =>
	stored.replace(/\|person .*$/s, "").replace(/ fork=\S+/, "");
