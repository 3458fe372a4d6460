import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { seededRandom } from "#lib/kernel/random.ts";
import { compareNames } from "#lib/ranking/cells.ts";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import type { FitResult } from "#lib/ranking/fit-result.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";

/**
 * The crowd votes of llmfao (github.com/dustalov/llmfao, CC BY 4.0): Bradley-Terry against the scores
 * published by evalica, Davidson's nu against Newman's v, and the log-loss of held-out votes of a
 * pooled Davidson fit and of one that knows the judges, by five folds.
 *
 *     node bench/ranking-llmfao.ts FOLDER [GOLDEN.csv]
 *
 * FOLDER holds crowd-comparisons.csv; GOLDEN.csv is evalica's llmfao-golden.csv.
 */
const [folder, golden] = process.argv.slice(2);
const file = path.join(folder ?? "", "crowd-comparisons.csv");
if (folder === undefined || !existsSync(file)) {
	console.error(`The votes are absent: there is no ${file}. Name the folder that holds them.`);
	process.exit(2);
}

type Vote = { left: string; right: string; outcome: number; worker: number };
const outcomeOf: Record<string, number> = { left: 0, right: 1, tie: 2 };
const [head = [], ...lines] = readFileSync(file, "utf8")
	.trim()
	.split(/\r?\n/)
	.map((line) => line.split(","));
const at = (line: string[], column: string) => line[head.indexOf(column)] ?? "";
const votes = lines.map((line): Vote => {
	const outcome = outcomeOf[at(line, "winner")];
	if (outcome === undefined) throw new Error(`Unknown winner: ${at(line, "winner")}`);
	return {
		left: at(line, "left"),
		right: at(line, "right"),
		outcome,
		worker: Number(at(line, "worker")),
	};
});
const models = [...new Set(votes.flatMap(({ left, right }) => [left, right]))].sort(compareNames);
const numbers = new Map(models.map((model, number) => [model, number]));

function columnsOf(some: readonly Vote[]): JudgementColumns {
	return {
		models,
		slotA: Int32Array.from(some, ({ left }) => numbers.get(left) ?? -1),
		slotB: Int32Array.from(some, ({ right }) => numbers.get(right) ?? -1),
		outcome: Uint8Array.from(some, ({ outcome }) => outcome),
		score: null,
		weight: null,
		clusters: { voter: Int32Array.from(some, ({ worker }) => worker) },
		covariates: [],
		atMs: null,
	};
}

console.log(`${votes.length} votes, ${models.length} models`);
const half = fitColumns(columnsOf(votes), { name: "bt-half" });
if (golden === undefined || !existsSync(golden))
	console.log("Published scores: absent, not compared");
else {
	const strength = new Map(
		half.rows.map((row) => [row.model, Math.exp((row.rating ?? 0) / POINTS_PER_UNIT)]),
	);
	const total = [...strength.values()].reduce((sum, value) => sum + value, 0);
	const worst = readFileSync(golden, "utf8")
		.trim()
		.split(/\r?\n/)
		.filter((line) => line.startsWith("bradley_terry,"))
		.map((line) => {
			const model = line.slice(line.indexOf(",") + 1, line.lastIndexOf(","));
			const score = Number(line.slice(line.lastIndexOf(",") + 1));
			return Math.abs((strength.get(model) ?? Number.NaN) / total - score);
		})
		.reduce((most, off) => Math.max(most, off), 0);
	console.log(
		`Bradley-Terry: largest difference from the published scores ${worst.toExponential(1)}`,
	);
}
const davidson = fitColumns(columnsOf(votes), { name: "bt-davidson" });
console.log(`Davidson: nu / 2 = ${((davidson.ties[0]?.estimate ?? 0) / 2).toFixed(8)}`);

/** The log-loss of votes under a Davidson fit, with the judges' parameters where it has any. */
function logLoss(fit: FitResult, held: readonly Vote[]): number {
	const ratings = new Map(fit.rows.map((row) => [row.model, (row.rating ?? 0) / POINTS_PER_UNIT]));
	const judges = new Map(fit.judges.map((judge) => [judge.judge, judge]));
	return held.reduce((sum, { left, right, outcome, worker }) => {
		const difference = (ratings.get(left) ?? 0) - (ratings.get(right) ?? 0);
		const judge = judges.get(worker);
		const z =
			(judge?.sharpness.estimate ?? 1) * difference +
			(judge?.sideBias.estimate ?? fit.coefficients[0]?.estimate ?? 0);
		const nu = judge?.tie.estimate ?? fit.ties[0]?.estimate ?? 0;
		const chances = [Math.exp(z / 2), Math.exp(-z / 2), nu];
		const whole = chances.reduce((all, chance) => all + chance, 0);
		return sum - Math.log((chances[outcome] ?? 0) / whole);
	}, 0);
}

const folds = 5;
for (const seed of [1, 2, 3]) {
	const random = seededRandom(seed);
	const fold = votes.map(() => Math.floor(random.next() * folds));
	let [pooled, aware] = [0, 0];
	for (let k = 0; k < folds; k++) {
		const known = columnsOf(votes.filter((_, i) => fold[i] !== k));
		const held = votes.filter((_, i) => fold[i] === k);
		pooled += logLoss(fitColumns(known, { name: "bt-davidson" }), held);
		aware += logLoss(fitColumns(known, { name: "bt", judges: { by: "voter" } }), held);
	}
	const per = (loss: number) => (loss / votes.length).toFixed(4);
	console.log(
		`Held-out log-loss per vote, ${folds} folds, seed ${seed}: pooled ${per(pooled)}, by judge ${per(aware)}`,
	);
}
