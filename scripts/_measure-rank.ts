import { startEmbeddedPostgres, freePort } from "#lib/db/embedded-postgres.ts";
import { migrate } from "#lib/db/migrate.ts";
import { overrideConfig } from "#lib/config/config.ts";
import { pool, closePool } from "#lib/db/pool.ts";
import { manyVotes } from "#lib/testing/vote-factory.ts";
import { wholeBoard, boardKey } from "#lib/ranking/board-filter.ts";
import { registerBoard, refreshBoard } from "#lib/services/ranking/refresh-board.ts";
import { loadCells, hashJudgements, countJudgements } from "#lib/services/ranking/load-cells.ts";
const server = await startEmbeddedPostgres({ folder: "/tmp/rank/pg", port: await freePort(), durable: false });
try {
await migrate(server.connectionString);
overrideConfig({ DATABASE_URL: server.connectionString });
const n = Number(process.argv[2] ?? 100000);
const models = Array.from({ length: 20 }, (_, i) => `m${i}`);
const specs = models.flatMap((a, i) => models.flatMap((b, j) => i === j ? [] : (i < j ? (["a","a","b","tie"] as const) : (["b","b","a","both_bad"] as const)).map((outcome) => ({ a, b, outcome }))));
let t = performance.now();
await manyVotes(specs, n);
await pool().query("VACUUM ANALYZE");
console.log("made", n, Math.round(performance.now() - t));
const f = wholeBoard("human");
await registerBoard(f, 10);
for (let i = 0; i < 3; i++) { await pool().query("UPDATE leaderboards SET stale_at = now()"); t = performance.now(); console.log((await refreshBoard(boardKey(f))).kind, Math.round(performance.now() - t)); }
const c = await pool().connect(); await c.query("BEGIN");
t = performance.now(); await hashJudgements(c, f); console.log("hash", Math.round(performance.now() - t));
t = performance.now(); await loadCells(c, f); console.log("cells", Math.round(performance.now() - t));
t = performance.now(); await countJudgements(c, f); console.log("counts", Math.round(performance.now() - t));
await c.query("ROLLBACK"); c.release(); await closePool();
} finally { await server.stop(); }
