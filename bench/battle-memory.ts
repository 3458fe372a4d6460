// Memory of an open battle: one reply complete, one waiting on a provider that says nothing, one open
// stream; beside the same turn open on a bare server. Run: npm run bench:memory [rounds]
import { median, printHeading, printTable, roundsAsked } from "./serve/figures.ts";
import { openBattles, type Subject, startStand } from "./serve/stand.ts";
import { postJson, reEmittedTurn, takeTurn } from "./serve/turns.ts";

const rounds = roundsAsked(3);
const count = 500;
printHeading(`Memory of an open battle, ${count} at once, medians of ${rounds} rounds`);
const stand = await startStand();
const subjects = [await stand.bare("re-emit"), await stand.parley("as-received")];

interface Memory {
	rss: number;
	live: number;
}

/** After a garbage collection. */
async function memoryOf({ process }: Subject): Promise<Memory> {
	process.signal("SIGUSR2");
	return JSON.parse((await process.nextLine("memory {")).slice("memory ".length)) as Memory;
}

/** Memory without and with the battles open. */
async function openedAndClosed(subject: Subject): Promise<[Memory, Memory]> {
	const { name, origin } = subject;
	const leave = new AbortController();
	const isParley = name.startsWith("Parley");
	const battles = isParley ? await openBattles(origin, count, ["stalled", "bench-one"]) : [];
	const before = await memoryOf(subject);
	const takeBare = reEmittedTurn(`${origin}/stalled`, leave.signal);
	const waiting: Promise<unknown>[] = [];
	for (let place = 0; place < count; place++) {
		const battle = battles[place];
		waiting.push(
			battle === undefined ? takeBare(place, false) : takeTurn(origin, battle, false, leave.signal),
		);
		// One after the other: what is measured is many open turns, not many that begin at once.
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	// The other reply of each is complete by then.
	await new Promise((resolve) => setTimeout(resolve, stand.replyMs * 2));
	const after = await memoryOf(subject);
	for (const { id, cookie } of battles)
		await postJson(`${origin}/api/battles/${id}/turns/1/stop`, {}, { cookie });
	leave.abort();
	await Promise.all(waiting);
	return [before, after];
}

const taken = new Map<string, [Memory, Memory][]>();
// The first round grows what every process grows once, and is not counted.
for (let round = 0; round <= rounds; round++)
	for (const subject of subjects) {
		const pair = await openedAndClosed(subject);
		if (round > 0) taken.set(subject.name, [...(taken.get(subject.name) ?? []), pair]);
	}
await stand.stop();

const kib = (name: string, key: keyof Memory) =>
	median((taken.get(name) ?? []).map(([before, after]) => (after[key] - before[key]) / count)) /
	1024;
const mib = (name: string, which: 0 | 1) =>
	median((taken.get(name) ?? []).map((pair) => pair[which].rss)) / 2 ** 20;
printTable(
	subjects.map(({ name }) => ({
		server: name,
		"before, MiB RSS": mib(name, 0),
		"open, MiB RSS": mib(name, 1),
		"live objects a battle, KiB": kib(name, "live"),
		"of re-emit": `${(kib(name, "live") / kib("node:http re-emit", "live")).toFixed(2)}x`,
		"RSS a battle, KiB": kib(name, "rss"),
	})),
);
