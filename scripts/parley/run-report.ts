import type { BoardLine, CellResult, RunReport } from "#lib/services/run/read-report.ts";
import { textTable } from "./text-table.ts";

/** The juror that is a program. */
const RULE_BASED = "house-juror";

/** A run's report for the terminal. */
export function reportText({ progress, cells, boards }: RunReport): string {
	const { state, stateReason, finished, episodes, spend, failures, lost, slug } = progress;
	const faults = progress.endpointFaults.map(
		({ model, code, calls }) => `${model} ${code} (${calls})`,
	);
	const causes = Object.entries(failures).map(([cause, n]) => `${n} ${cause}`);
	return [
		`Run "${progress.name}" is ${state}${stateReason === null ? "" : `: ${stateReason}`}. ${finished} of ${episodes} conversations played, ${progress.battles} battles, ${spend.calls} calls, ${spend.costUsd.toFixed(4)} USD, ${Math.round(progress.elapsedSeconds)} s.`,
		causes.length === 0
			? ""
			: `Void and played again: ${causes.join(", ")}${lost > 0 ? `; ${lost} could not be made good` : ""}.`,
		faults.length === 0 ? "" : `Failed calls in the newest of them: ${faults.join(", ")}.`,
		...Object.entries(boards).flatMap(([name, rows]) => ["", titleOf(name), boardTable(rows)]),
		"",
		...(progress.config.jury?.jurors.includes(RULE_BASED) === true
			? [`Of the jury, ${RULE_BASED} is rule-based and understands nothing of what was said.`, ""]
			: []),
		"Scores by suite (mean of the suite's own number, 95 % interval by scenario):",
		cellTable(cells),
		"",
		`Log hash ${progress.eventLogHash ?? "-"}`,
		`The run's page: /studio/runs/${slug}`,
	]
		.filter((line, i, all) => line !== "" || all[i - 1] !== "")
		.join("\n");
}

function titleOf(name: string): string {
	const [kind = "", suite] = name.split(":");
	const judged = kind === "check" ? "programs" : kind === "verdict" ? "juries" : "people";
	return suite === undefined
		? `Leaderboard by ${judged}, all suites (Arena score, Bradley-Terry):`
		: `Leaderboard by ${judged}, ${suite}:`;
}

const round = (value: number | null) => (value === null ? "-" : String(Math.round(value)));

function boardTable(rows: readonly BoardLine[]): string {
	return textTable(
		["model", "score", "from", "to", "battles"],
		rows.map(({ model, rating, lower, upper, votes }) => [
			model,
			round(rating),
			round(lower),
			round(upper),
			votes,
		]),
	);
}

const decimal = (value: number | null) => (value === null ? "-" : value.toFixed(3));

function cellTable(cells: readonly CellResult[]): string {
	return textTable(
		["suite", "control", "model", "number", "mean", "from", "to", "n"],
		cells.map(({ suite, control, model, metric, estimate, episodes }) => [
			suite,
			control,
			model,
			metric,
			decimal(estimate.mean),
			decimal(estimate.lower),
			decimal(estimate.upper),
			episodes,
		]),
	);
}
