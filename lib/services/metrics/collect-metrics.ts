import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { pool } from "#lib/db/pool.ts";
import { turnRunner } from "#lib/services/battle/turn-runner.ts";
import { differenceCount, findLastRecount } from "#lib/services/ranking/recount-cells.ts";

interface Numbers {
	battles: number;
	simulatedBattles: number;
	votes: number;
	callsOk: number;
	callsFailed: number;
	spendUsd: number;
	outbox: number;
	snapshotAgeSeconds: number | null;
	recountAgeSeconds: number | null;
	recountDifferences: number | null;
}

/** How long the counts of the database are believed, in ms: a scrape must not become a load. */
const FRESH_MS = 5000;

const shared = globalThis as typeof globalThis & {
	parleyMetrics?: {
		open: Registry;
		guarded: Registry;
		set(numbers: Numbers): void;
		readAt: number;
	};
};

/**
 * The process's and the arena's figures as Prometheus text. No figure is broken down by model, and
 * those of calls and of money come only with `isOperator`: from their difference over one turn a
 * voter could read the price or the failures of the two models that answer it.
 */
export async function collectMetrics(
	isOperator: boolean,
): Promise<{ contentType: string; text: string }> {
	shared.parleyMetrics ??= create();
	const metrics = shared.parleyMetrics;
	if (performance.now() - metrics.readAt > FRESH_MS) {
		metrics.set(await readNumbers());
		metrics.readAt = performance.now();
	}
	const registries = isOperator ? [metrics.open, metrics.guarded] : [metrics.open];
	const texts = await Promise.all(registries.map((registry) => registry.metrics()));
	return { contentType: metrics.open.contentType, text: texts.join("\n") };
}

function create() {
	const open = new Registry();
	const guarded = new Registry();
	collectDefaultMetrics({ register: open, prefix: "parley_" });
	const gauge = (name: string, help: string, registry = open) =>
		new Gauge({ name: `parley_${name}`, help, registers: [registry] });
	new Gauge({
		name: "parley_turns_running",
		help: "Turns that this process is generating",
		registers: [open],
		collect() {
			this.set(turnRunner().size);
		},
	});
	const battles = gauge("battles", "Battles of voters stored, those of simulated runs left out");
	const simulatedBattles = gauge("simulated_battles", "Battles of simulated runs stored");
	const votes = gauge(
		"votes",
		"Current votes stored, withdrawn ones left out; neither verdicts of juries nor checks by programs",
	);
	const callsOk = gauge(
		"calls_ok",
		"Calls to endpoints in the last 24 hours that ended well",
		guarded,
	);
	const callsFailed = gauge(
		"calls_failed",
		"Calls to endpoints in the last 24 hours that failed",
		guarded,
	);
	const spend = gauge(
		"spend_usd",
		"Cost of the calls of the last 24 hours, in US dollars, where prices are known",
		guarded,
	);
	const outbox = gauge("outbox_pending", "Changes announced to jobs and not handled yet");
	const age = gauge(
		"snapshot_age_seconds",
		"Age of the newest rating snapshot; NaN while there is none",
	);
	const recountAge = gauge(
		"recount_age_seconds",
		"Age of the newest recount of all votes; NaN while there is none",
	);
	const recountDifferences = gauge(
		"recount_differences",
		"Wrong counts that the newest recount found and repaired; NaN while there is none",
	);
	return {
		open,
		guarded,
		readAt: Number.NEGATIVE_INFINITY,
		set(numbers: Numbers) {
			battles.set(numbers.battles);
			simulatedBattles.set(numbers.simulatedBattles);
			votes.set(numbers.votes);
			callsOk.set(numbers.callsOk);
			callsFailed.set(numbers.callsFailed);
			spend.set(numbers.spendUsd);
			outbox.set(numbers.outbox);
			age.set(numbers.snapshotAgeSeconds ?? Number.NaN);
			recountAge.set(numbers.recountAgeSeconds ?? Number.NaN);
			recountDifferences.set(numbers.recountDifferences ?? Number.NaN);
		},
	};
}

async function readNumbers(): Promise<Numbers> {
	const recount = await findLastRecount();
	const { rows } = await pool().query<Omit<Numbers, "recountAgeSeconds" | "recountDifferences">>(
		`SELECT (SELECT count(*) FROM battles WHERE episode_a_id IS NULL) AS battles,
		   (SELECT count(*) FROM battles WHERE episode_a_id IS NOT NULL) AS "simulatedBattles",
		   (SELECT count(*) FROM judgements WHERE kind = 'vote' AND is_current AND withdrawn_at IS NULL) AS votes,
		   calls.ok AS "callsOk", calls.failed AS "callsFailed", calls.spend AS "spendUsd",
		   (SELECT count(*) FROM outbox) AS outbox,
		   (SELECT extract(epoch FROM now() - max(created_at))::float8 FROM rating_snapshots) AS "snapshotAgeSeconds"
		 FROM (SELECT count(*) FILTER (WHERE state = 'ok') AS ok, count(*) FILTER (WHERE state = 'failed') AS failed,
		         coalesce(sum(cost_usd), 0) AS spend FROM calls WHERE started_at > now() - interval '24 hours') AS calls`,
	);
	const numbers = rows[0];
	if (numbers === undefined) throw new Error("Counting returned no row");
	return {
		...numbers,
		recountAgeSeconds: recount === null ? null : (Date.now() - Date.parse(recount.at)) / 1000,
		recountDifferences: recount === null ? null : differenceCount(recount.differences),
	};
}
