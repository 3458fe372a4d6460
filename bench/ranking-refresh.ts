import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { config, environmentValue, overrideConfig } from "#lib/config/config.ts";
import { freePort, startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";
import { migrate } from "#lib/db/migrate.ts";
import { closePool, pool } from "#lib/db/pool.ts";
import { boardFilter, boardKey } from "#lib/ranking/board-filter.ts";
import { fitRatings } from "#lib/ranking/fit.ts";
import { fitPublished, publishedMethod } from "#lib/ranking/published-fit.ts";
import { criticiseBoards } from "#lib/services/ranking/criticise-boards.ts";
import { fitBoardNow } from "#lib/services/ranking/fit-board.ts";
import { foldWaiting } from "#lib/services/ranking/fold-changes.ts";
import { heldColumns } from "#lib/services/ranking/held-columns.ts";
import { HeldJudgements } from "#lib/services/ranking/held-judgements.ts";
import { countJudgements, loadCells } from "#lib/services/ranking/load-cells.ts";
import { announceVotesChanged, takeVoteChanges } from "#lib/services/ranking/mark-stale.ts";
import { recountCells } from "#lib/services/ranking/recount-cells.ts";
import { refreshBoard, registerBoard } from "#lib/services/ranking/refresh-board.ts";
import { insertSnapshot } from "#lib/services/ranking/stored-snapshots.ts";
import { castOneVote, insertManyVotes } from "./ranking/many-votes.ts";
import { median, seconds, showTable } from "./ranking/table.ts";
import { measureInserts } from "./ranking/vote-inserts.ts";

// What one vote costs on leaderboards made from many: VOTES (default 1,000,000) counted votes between
// MODELS (default 200) models are inserted in bulk, five leaderboards that a vote changes are made, and
// then one vote at a time is inserted and everything stale refreshed as a worker does it. Beside it
// stands what reading the sums of the five leaderboards takes alone, and what a vote's insert costs
// with the triggers and without. DATABASE_URL takes a migrated database; otherwise one is made.
const votes = Number(environmentValue("VOTES") ?? 1_000_000);
const models = Number(environmentValue("MODELS") ?? 200);
const ROUNDS = 15;
const boards = [
	boardFilter({}),
	boardFilter({ language: "en" }),
	boardFilter({ category: "code" }),
	boardFilter({ category: "turns-1" }),
	boardFilter({ language: "en", category: "code" }),
];

const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
const given = config().DATABASE_URL;
const server =
	given === undefined ? await startEmbeddedPostgres({ folder, port: await freePort() }) : null;
if (server !== null) {
	await migrate(server.connectionString);
	overrideConfig({ DATABASE_URL: server.connectionString });
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
	const before = performance.now();
	const result = await work();
	return { ms: performance.now() - before, result };
}

/** Median of the rounds, after one that doesn't count. */
async function medianOf(work: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round <= ROUNDS; round++) times.push((await timed(work)).ms);
	return median(times.slice(1));
}

const filled = await timed(() => insertManyVotes(pool(), { votes, models }));
const firstFold = await timed(foldWaiting);
for (const filter of boards) await registerBoard(filter, 100);
/** What a worker does when votes came, but for the criticism that follows. */
async function refreshBoards(): Promise<number> {
	while ((await takeVoteChanges()).taken > 0);
	await foldWaiting();
	let fitted = 0;
	for (const filter of boards)
		if ((await refreshBoard(boardKey(filter))).kind === "fitted") fitted++;
	return fitted;
}

const firstFits = await timed(refreshBoards);
await pool().query("VACUUM (ANALYZE)");
const { rows: sizes } = await pool().query<{ cells: number; pairs: number }>(
	"SELECT (SELECT count(*) FROM cells) AS cells, (SELECT count(*) FROM board_cells) AS pairs",
);

const folds: number[] = [];
const refreshes: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
	const battleId = await castOneVote(pool(), round, models);
	await announceVotesChanged(pool(), { battleId }, Date.now());
	const fold = await timed(foldWaiting);
	const refresh = await timed(refreshBoards);
	if (refresh.result !== boards.length)
		throw new Error(`one vote refitted ${refresh.result} leaderboards`);
	if (round === 0) continue;
	folds.push(fold.ms);
	refreshes.push(fold.ms + refresh.ms);
}
await criticiseBoards();
const criticisms = await pool().query<{ ms: number }>(
	"SELECT max(duration_ms) AS ms FROM board_criticisms WHERE leaderboard_key = $1",
	[boardKey(boardFilter({}))],
);
const held = await timed(async () => {
	const mine = new HeldJudgements();
	await mine.catchUp(pool());
	return mine;
});
let heldBytes = 0;
for (const block of held.result.buckets.values()) heldBytes += block.byteLength;
const picking = await medianOf(async () => {
	for (const filter of boards) await heldColumns(pool(), held.result, filter);
});

const { rows: states } = await pool().query<{ id: number; key: string }>(
	"SELECT id, key FROM board_states",
);
const sources = boards.map((filter) => ({
	filter,
	keptId: states.find(({ key }) => key === boardKey(filter))?.id ?? null,
}));
const reading = await medianOf(async () => {
	for (const source of sources) {
		await loadCells(pool(), source);
		await countJudgements(pool(), source);
	}
});
const inputs = await Promise.all(sources.map((source) => loadCells(pool(), source)));
const fittingCells = await medianOf(async () => {
	for (const cells of inputs) fitRatings({ cells, method: publishedMethod });
});
const columns = await Promise.all(boards.map((filter) => heldColumns(pool(), held.result, filter)));
const fitting = await medianOf(async () => {
	for (const each of columns) fitPublished(each, "off");
});
const whole = await timed(() => fitBoardNow(boardFilter({})));
const writing = await medianOf(() => insertSnapshot(pool(), whole.result));
const recount = await timed(() => recountCells(Date.now()));
if (recount.result.differences.cells + recount.result.differences.judgements > 0)
	throw new Error("The recount disagrees");

const total = median(refreshes);
showTable(`${votes} votes, ${models} models, ${sizes[0]?.cells} cells, ${sizes[0]?.pairs} sums`, [
	["bulk insert of battles and votes", seconds(filled.ms)],
	["first fold of all votes", seconds(firstFold.ms)],
	["first fit of five leaderboards", seconds(firstFits.ms)],
	["refresh of five leaderboards after one vote", seconds(total)],
	["  of which the fold", seconds(median(folds))],
	["  of which picking the judgements of the five, which are held", seconds(picking)],
	["  of which fitting the five, errors by voter", seconds(fitting)],
	["  (fitting them from their sums, errors as independent)", seconds(fittingCells)],
	["  writing one snapshot (the largest; five are written)", seconds(writing)],
	["reading the sums of the five alone", seconds(reading)],
	["refresh / reading", (total / reading).toFixed(2)],
	["criticism of the largest, beside the refresh", seconds(criticisms.rows[0]?.ms ?? 0)],
	["reading all judgements once, as a process that starts", seconds(held.ms)],
	["held judgements in memory, MB", (heldBytes / 1e6).toFixed(0)],
	["largest leaderboard from cells, not kept", seconds(whole.ms)],
	["recount of everything", seconds(recount.ms)],
]);
showTable("inserts of votes, with the triggers and without", await measureInserts(pool()));
await closePool();
await server?.stop();
rmSync(folder, { recursive: true, force: true });
