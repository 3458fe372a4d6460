// Votes a second that are acknowledged over HTTP, beside single-row commits a second of the same
// database and beside a bare node:http server that commits one row a request.
// Run: npm run bench:votes [rounds]
import pg from "pg";
import { pool } from "#lib/db/pool.ts";
import { startArena } from "./serve/arena.ts";
import { cpuMs, startScript } from "./serve/child.ts";
import { median, printAim, printHeading, printTable, roundsAsked } from "./serve/figures.ts";
import { type Votable, writeVotable } from "./serve/open-to-vote.ts";
import { postJson } from "./serve/turns.ts";

const rounds = roundsAsked(5);
const atOnce = 16;
/** Each way runs this long a round, or until these battles are voted on. */
const roundMs = 3000;
const battlesARound = 6000;
printHeading(`Votes, ${atOnce} at once; medians of ${rounds} rounds of ${roundMs / 1000} s a way`);
// No endpoint is called here: the battles are answered already.
const arena = await startArena("http://127.0.0.1:9/v1");
const web = await arena.startWeb();
await pool().query(
	"CREATE TABLE bench_rows (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, outcome text NOT NULL)",
);
const bareServer = await startScript(
	new URL("./serve/bare-insert-server.ts", import.meta.url).pathname,
	[arena.connectionString],
);

interface Ran {
	count: number;
	perSecond: number;
}

/** Runs `one` again and again, `atOnce` at any moment. */
async function run(one: (place: number) => Promise<unknown>): Promise<Ran> {
	let count = 0;
	const before = performance.now();
	await Promise.all(
		Array.from({ length: atOnce }, async () => {
			while (count < battlesARound && performance.now() - before < roundMs) await one(count++);
		}),
	);
	return { count, perSecond: count / ((performance.now() - before) / 1000) };
}

const clients = new pg.Pool({ connectionString: arena.connectionString, max: atOnce });
const commits = () =>
	run(() => clients.query("INSERT INTO bench_rows (outcome) VALUES ($1)", ["a"]));
const overBareHttp = () =>
	run(async () => {
		const { status } = await postJson(`http://127.0.0.1:${bareServer.line}`, { outcome: "a" });
		if (status !== 201) throw new Error(`The bare server answered ${status}`);
	});

let acknowledged = 0;
const vote = (battles: readonly Votable[], hasKey: boolean) =>
	run(async (place) => {
		const { id, cookie } = battles[place] as Votable;
		const { status, text } = await postJson(
			`${web.origin}/api/battles/${id}/votes`,
			{ scope: "battle", outcome: place % 2 === 0 ? "a" : "b", reasons: { a: ["clearer"] } },
			{ cookie, ...(hasKey ? { "idempotency-key": crypto.randomUUID() } : {}) },
		);
		if (status !== 201) throw new Error(text);
		acknowledged += 1;
	});

const names = [
	"single-row commits",
	"node:http, one row a request",
	"Parley, votes",
	"Parley, votes with an Idempotency-Key",
] as const;
const rates = new Map(names.map((name) => [name, [] as number[]]));
const cpu: number[] = [];
// The first round warms everything up and is not counted.
for (let round = 0; round <= rounds; round++)
	for (const name of names) {
		const hasKey = name.endsWith("Key");
		const battles = name.startsWith("Parley")
			? await writeVotable(battlesARound, ["bench-one", "bench-two"], arena.secret)
			: [];
		const before = cpuMs(web.pid);
		const found =
			name === "single-row commits"
				? await commits()
				: name === "node:http, one row a request"
					? await overBareHttp()
					: await vote(battles, hasKey);
		if (round === 0) continue;
		rates.get(name)?.push(found.perSecond);
		if (hasKey) cpu.push((cpuMs(web.pid) - before) / found.count);
	}
const { rows } = await pool().query<{ stored: number }>(
	"SELECT count(*) AS stored FROM judgements WHERE is_current",
);
await clients.end();
await bareServer.stop();
await arena.stop();

const of = (name: (typeof names)[number]) => median(rates.get(name) ?? []);
const base = of("single-row commits");
printTable(
	names.map((name) => ({
		"what is committed": name,
		"a second": of(name),
		"of single-row commits": of(name) / base,
		"of node:http": of(name) / of("node:http, one row a request"),
	})),
);
console.log(
	`${acknowledged} votes acknowledged, ${rows[0]?.stored ?? 0} stored; ${median(cpu).toFixed(2)} ms of the web process's CPU a vote with a key.\n`,
);
if (rows[0]?.stored !== acknowledged) throw new Error("Acknowledged is not stored");
printAim(
	"at least 1/3 of single-row commits",
	of("Parley, votes with an Idempotency-Key") / base >= 1 / 3,
);
