import { parseArgs } from "node:util";
import { seededRandom } from "#lib/kernel/random.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { pairDifference } from "#lib/ranking/fit-result.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { drawBoard, limitRatings, names, type Voters } from "./ranking/drawn-board.ts";

/**
 * How often 95 % intervals hold the truth, on boards drawn anew: a Markdown table. The truth is what a
 * fit tends to with ever more voters.
 *
 *     node bench/ranking-coverage.ts [--replications 2000] [--votes 30,100,300,1000,3000]
 *         [--methods sandwich,clustered,bootstrap,cluster-bootstrap] [--seed 1]
 *     node bench/ranking-coverage.ts --voters 5,8,12,19
 *
 * The second asks about a few voters of different tastes with 50 votes each.
 */
const { values: options } = parseArgs({
	options: {
		replications: { type: "string", default: "2000" },
		votes: { type: "string", default: "30,100,300,1000,3000" },
		voters: { type: "string" },
		methods: { type: "string", default: "sandwich,clustered,bootstrap" },
		seed: { type: "string", default: "1" },
	},
});
const replications = Number(options.replications);

const specs: Record<string, MethodSpec> = {
	sandwich: { name: "bt-half" },
	clustered: { name: "bt-half", cluster: "voter" },
	bootstrap: { name: "bt-half", bootstrap: { replicates: 200 } },
	"cluster-bootstrap": {
		name: "bt-half",
		cluster: "voter",
		bootstrap: { replicates: 200, by: "cluster" },
	},
};

const situations: { name: string; voters: Voters }[] = [
	{ name: "equal voters of one taste", voters: { mean: 4, spread: 0, taste: 0 } },
	{ name: "unequal voters of different tastes", voters: { mean: 4, spread: 1, taste: 0.7 } },
];

console.log(
	`${replications} boards of ${names.length} models for each line, seed ${options.seed}\n`,
);
console.log("| voters | votes per model | interval | ratings | differences | separated |");
console.log("| ------ | --------------: | -------- | ------: | ----------: | --------: |");
const VOTES_EACH = 50;
const few: Voters = { mean: VOTES_EACH, spread: 0, taste: 0.7 };
const asked =
	options.voters === undefined
		? situations.map((situation) => ({ ...situation, votes: options.votes.split(",").map(Number) }))
		: options.voters.split(",").map((count) => ({
				name: `${count} voters of different tastes, ${VOTES_EACH} votes each`,
				voters: few,
				votes: [(2 * VOTES_EACH * Number(count)) / names.length],
			}));
for (const { name, voters, votes: sizes } of asked) {
	const truth = limitRatings(voters.taste);
	for (const votes of sizes)
		for (const method of options.methods.split(",")) {
			const spec = specs[method];
			if (spec === undefined) throw new Error(`No such interval: ${method}`);
			const { ratings, differences, separated } = coverage(spec, votes, voters, truth);
			const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
			console.log(
				`| ${name} | ${votes} | ${method} | ${percent(ratings)} | ${percent(differences)} | ${separated} |`,
			);
		}
}

function coverage(spec: MethodSpec, votes: number, voters: Voters, truth: number[]) {
	const random = seededRandom(Number(options.seed) * 7919 + votes);
	let [inside, total, between, pairs, separated] = [0, 0, 0, 0, 0];
	for (let replication = 0; replication < replications; replication++) {
		const columns = drawBoard(Math.round((votes * names.length) / 2), voters, random);
		const fit = fitColumns(columns, spec, random);
		if (fit.warnings.some(({ code }) => code === "separated" || code === "disconnected"))
			separated++;
		for (const row of fit.rows) {
			const known = truth[names.indexOf(row.model)] ?? Number.NaN;
			if (row.lower === null || row.upper === null) continue;
			inside += row.lower <= known && known <= row.upper ? 1 : 0;
			total++;
		}
		for (const [i, j] of [
			[0, 1],
			[0, names.length - 1],
			[3, 4],
		] as const) {
			const difference = pairDifference(fit, names[i] ?? "", names[j] ?? "");
			if (difference === null) continue;
			const known = (truth[i] ?? 0) - (truth[j] ?? 0);
			between += difference.lower <= known && known <= difference.upper ? 1 : 0;
			pairs++;
		}
	}
	return { ratings: inside / total, differences: between / pairs, separated };
}
