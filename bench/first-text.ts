// Time to the first text of a reply, beside a plain node:http pipe of the same bytes, one battle at a
// time and 50 at once. Run: npm run bench:first-text [rounds]
import {
	median,
	printAim,
	printHeading,
	printTable,
	quantile,
	roundsAsked,
} from "./serve/figures.ts";
import { measureTurns, startStand } from "./serve/stand.ts";

const rounds = roundsAsked(5);
const loads = [
	{ places: 1, turns: 3 },
	{ places: 50, turns: 1 },
];
printHeading(`First text of a reply, medians of ${rounds} rounds`);
const stand = await startStand();
const subjects = [
	await stand.bare("pipe"),
	await stand.parley("as-received"),
	await stand.parley("gated-start"),
];
for (const subject of subjects) await measureTurns(stand, subject, 40, 1);

const taken = new Map<string, number[][]>();
for (let round = 0; round < rounds; round++)
	for (const { places, turns } of loads)
		for (const subject of subjects) {
			const key = `${places} ${subject.name}`;
			const { firstTextMs } = await measureTurns(stand, subject, places, turns);
			taken.set(key, [...(taken.get(key) ?? []), firstTextMs]);
		}
await stand.stop();

const at = (places: number, name: string, share: number) =>
	median((taken.get(`${places} ${name}`) ?? []).map((values) => quantile(values, share)));
printTable(
	loads.flatMap(({ places }) =>
		subjects.map(({ name }) => ({
			"battles at once": String(places),
			server: name,
			"p50, ms": at(places, name, 0.5),
			"p95, ms": at(places, name, 0.95),
			"added to the pipe p50, ms": at(places, name, 0.5) - at(places, "node:http pipe", 0.5),
			"added p95, ms": at(places, name, 0.95) - at(places, "node:http pipe", 0.95),
			"of the pipe": `${(at(places, name, 0.5) / at(places, "node:http pipe", 0.5)).toFixed(1)}x`,
		})),
	),
);
const added = at(1, "Parley, as-received", 0.5) - at(1, "node:http pipe", 0.5);
printAim("under 10 ms added at the median, one battle at a time, as received", added < 10);
