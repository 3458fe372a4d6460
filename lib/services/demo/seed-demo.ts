import { createHash } from "node:crypto";
import type { Actor } from "#lib/auth/actor.ts";
import { config, overrideConfig } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { startBattle } from "#lib/services/battle/start-battle.ts";
import { refreshStaleBoards } from "#lib/services/ranking/refresh-stale.ts";
import { overrideRuntime, runtime } from "#lib/services/runtime.ts";
import { playBattle } from "./play-battle.ts";
import { scripts } from "./prompts.ts";
import { type Recovery, recoverStrengths } from "./recover-strengths.ts";
import { strengths, type Taste, tastes } from "./tastes.ts";

export interface DemoOptions {
	/** How many demo battles there shall be; those of earlier runs count. */
	battles: number;
	seed: number;
	/** Battles played at the same time. */
	atOnce?: number | undefined;
	/** Called after each battle with the number played in this run and to be played in all. */
	onProgress?: ((played: number, total: number) => void) | undefined;
}

export interface DemoResult {
	played: number;
	/** Demo battles that were there before. */
	before: number;
	recovery: Recovery;
}

/** Scripted voters of each taste. */
const VOTERS_PER_TASTE = 4;

/**
 * Plays battles between house models by scripted voters with known tastes, through the real
 * services: origin `simulated`, voters and battles marked as scripted. Then refits the leaderboards
 * and holds the simulated one against what is known. The same seed plays the same battles; a run
 * that was cut short goes on where it stopped. Only programs shipped with Parley are called.
 * Throws `too-few-models` (503) when fewer than two house models are active.
 */
export async function seedDemo(options: DemoOptions): Promise<DemoResult> {
	const among = await activeHouseModels();
	const before = await countDemoBattles();
	const total = Math.max(0, options.battles - before);
	const kept = { config: config(), random: runtime().random };
	// Nobody watches: no pace, no gate, and no limit meant for a person's hands.
	overrideConfig({
		PARLEY_HOUSE_PACE: 0,
		PARLEY_DISPLAY_POLICY: "as-received",
		PARLEY_COALESCE_MS: 5,
		PARLEY_TURNS_AT_ONCE_MAX: 10_000,
		PARLEY_TURNS_PER_VOTER_MAX: 1_000_000,
	});
	try {
		let next = 0;
		let played = 0;
		// Battles start one after the other: each has its own random numbers for its draw.
		let drawn: Promise<unknown> = Promise.resolve();
		const playNext = async (): Promise<void> => {
			while (next < total) {
				const number = before + next++;
				const random = seededRandom(seedOf(`${options.seed}/${number}`));
				const taste = pick(tastes, randomInt(random, tastes.length));
				const actor = scriptedActor(taste, randomInt(random, VOTERS_PER_TASTE));
				const script = pick(scripts, randomInt(random, scripts.length));
				const started = drawn.then(() => {
					overrideRuntime({ random: seededRandom(seedOf(`${options.seed}/${number}/pair`)) });
					return startBattle(actor, {
						mode: "blind",
						among,
						origin: "simulated",
						scriptedBy: taste.name,
					});
				});
				drawn = started.catch(() => {});
				await playBattle(actor, (await started).battleId, taste, script, random);
				played++;
				options.onProgress?.(played, total);
			}
		};
		const lanes = Array.from({ length: Math.min(options.atOnce ?? 8, total) }, playNext);
		// After a failure the other battles still end in order before anything is taken from under them.
		const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === "rejected");
		if (failed !== undefined) throw failed.reason;
		await refreshStaleBoards();
		return { played, before, recovery: await recoverStrengths(among) };
	} finally {
		overrideConfig(kept.config);
		overrideRuntime({ random: kept.random });
	}
}

async function activeHouseModels(): Promise<string[]> {
	const { rows } = await pool().query<{ slug: string }>(
		"SELECT slug FROM models WHERE slug = ANY ($1) AND state = 'active' AND blind_eligible ORDER BY slug",
		[Object.keys(strengths)],
	);
	if (rows.length < 2)
		throw new AppError(
			"too-few-models",
			"The demo needs at least two active house models. Set PARLEY_HOUSE_MODELS=1 and start once, or activate them on the admin page.",
			{ status: 503 },
		);
	return rows.map(({ slug }) => slug);
}

async function countDemoBattles(): Promise<number> {
	const { rows } = await pool().query<{ count: number }>(
		"SELECT count(*) AS count FROM battles WHERE origin = 'simulated' AND scripted_by = ANY ($1)",
		[tastes.map(({ name }) => name)],
	);
	return rows[0]?.count ?? 0;
}

/** The same voter at every run: a UUIDv8 made from the name. */
function scriptedActor(taste: Taste, number: number): Actor {
	const hex = createHash("sha256")
		.update(`parley demo voter ${taste.name} ${number}`)
		.digest("hex");
	const voterId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
	return { voterId, userId: null, role: "voter", scopes: [], via: "none", networkHash: "scripted" };
}

function pick<T>(list: readonly T[], index: number): T {
	const found = list[index];
	if (found === undefined) throw new Error("Broken invariant: an index is out of its list");
	return found;
}
