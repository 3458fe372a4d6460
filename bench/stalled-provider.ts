// What 200 streaming battles feel of a provider that has stalled for 20 others, beside what a bare
// server's feel of the same. Run: npm run bench:stall [rounds]
import {
	median,
	printAim,
	printHeading,
	printTable,
	quantile,
	roundsAsked,
} from "./serve/figures.ts";
import { openBattles, type Subject, startStand } from "./serve/stand.ts";
import { postJson, reEmittedTurn, runBattles, takeTurn } from "./serve/turns.ts";

const rounds = roundsAsked(3);
// Slower than elsewhere: at 50 chunks a second each the two cores are full, and what is measured then
// is a queue.
const replyMs = 20_000;
const [streaming, stalled] = [200, 20];
printHeading(
	`Age of text at the reader's, ${streaming} battles streaming, without and with ${stalled} more at a stalled provider; medians of ${rounds} rounds`,
);
const stand = await startStand(replyMs);
const subjects = [await stand.bare("re-emit"), await stand.parley("as-received")];

async function agesMs(subject: Subject): Promise<number[]> {
	const take = await subject.prepare(streaming);
	return (await runBattles(take, streaming, 1, replyMs)).flatMap(({ delaysMs }) => delaysMs);
}

/** Opens the stalled turns, and returns how to end them. */
async function stall({ name, origin }: Subject): Promise<() => Promise<void>> {
	const leave = new AbortController();
	if (!name.startsWith("Parley")) {
		const take = reEmittedTurn(`${origin}/stalled`, leave.signal);
		const waiting = Array.from({ length: stalled }, (_, place) => take(place, false));
		return async () => {
			leave.abort();
			await Promise.all(waiting);
		};
	}
	const battles = await openBattles(origin, stalled, ["stalled", "bench-one"]);
	const waiting = battles.map((battle) => takeTurn(origin, battle, false, leave.signal));
	return async () => {
		for (const { id, cookie } of battles)
			await postJson(`${origin}/api/battles/${id}/turns/1/stop`, {}, { cookie });
		leave.abort();
		await Promise.all(waiting);
	};
}

const ages = new Map(subjects.map(({ name }) => [name, { without: [], with: [] } as Ages]));
type Ages = Record<"without" | "with", number[][]>;
for (const subject of subjects) await agesMs(subject);
for (let round = 0; round < rounds; round++)
	for (const subject of subjects) {
		ages.get(subject.name)?.without.push(await agesMs(subject));
		const end = await stall(subject);
		ages.get(subject.name)?.with.push(await agesMs(subject));
		await end();
	}
await stand.stop();

const at = (name: string, which: keyof Ages, share: number) =>
	median((ages.get(name)?.[which] ?? []).map((values) => quantile(values, share)));
const added = (name: string) => at(name, "with", 0.95) - at(name, "without", 0.95);
printTable(
	subjects.map(({ name }) => ({
		server: name,
		"p50 without, ms": at(name, "without", 0.5),
		"p50 with, ms": at(name, "with", 0.5),
		"p95 without, ms": at(name, "without", 0.95),
		"p95 with, ms": at(name, "with", 0.95),
		"added p95, ms": added(name),
		"with of without": `${(at(name, "with", 0.95) / at(name, "without", 0.95)).toFixed(2)}x`,
	})),
);
printAim("under 50 ms added to the p95 of the others", added("Parley, as-received") < 50);
