// Processor time of a turn of two replies, beside a bare server that parses the same bytes and
// re-emits them. Run: npm run bench:turn-cpu [rounds]
import {
	median,
	printAim,
	printHeading,
	printTable,
	quantile,
	roundsAsked,
} from "./serve/figures.ts";
import { type Figures, measureTurns, startStand } from "./serve/stand.ts";

const rounds = roundsAsked(3);
const loads = [50, 200];
const bare = "node:http re-emit";
printHeading(`Processor time of a turn of two replies, medians of ${rounds} rounds`);
const stand = await startStand();
const subjects = [
	await stand.bare("re-emit"),
	await stand.parley("as-received"),
	await stand.parley("gated-start"),
];
for (const subject of subjects) await measureTurns(stand, subject, 40, 1);

const taken = new Map<string, Figures[]>();
for (let round = 0; round < rounds; round++)
	for (const places of loads)
		for (const subject of subjects) {
			const key = `${places} ${subject.name}`;
			const figures = await measureTurns(stand, subject, places, 2);
			taken.set(key, [...(taken.get(key) ?? []), figures]);
		}
await stand.stop();

const of = (places: number, name: string, value: (figures: Figures) => number) =>
	median((taken.get(`${places} ${name}`) ?? []).map(value));
const ratio = (places: number, name: string) =>
	of(places, name, ({ cpuMs }) => cpuMs) / of(places, bare, ({ cpuMs }) => cpuMs);
printTable(
	loads.flatMap((places) =>
		subjects.map(({ name }) => ({
			"battles at once": String(places),
			server: name,
			"CPU a turn, ms": of(places, name, ({ cpuMs }) => cpuMs),
			"of re-emit": `${ratio(places, name).toFixed(2)}x`,
			"PostgreSQL beside it, ms":
				name === bare ? "" : of(places, name, ({ databaseCpuMs }) => databaseCpuMs),
			"first text p50, ms": of(places, name, ({ firstTextMs }) => median(firstTextMs)),
			"delay of text p95, ms": of(places, name, ({ delaysMs }) => quantile(delaysMs, 0.95)),
		})),
	),
);
for (const places of loads)
	printAim(
		`at most 2x the bare server at ${places} battles at once, as received`,
		ratio(places, "Parley, as-received") <= 2,
	);
