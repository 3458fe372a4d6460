import { assert } from "#lib/kernel/assert.ts";

/** One number of one conversation. */
export interface MetricRow {
	/**
	 * What was played, without its repetition, its model and its control: suite, version, seed and simulated user.
	 * Rows with equal texts met the same situation; they are one cluster, because they are not independent.
	 */
	scenario: string;
	/** From 0: which repetition of the scenario. */
	replicate: number;
	/** Null where the metric is undefined: such a row is left out, and counted where it says so. */
	value: number | null;
}

/** One number of one turn of a conversation. */
export interface TurnRow extends MetricRow {
	/** From 1. */
	turn: number;
}

/** A row whose value is defined. */
export type Defined<Row extends MetricRow> = Row & { value: number };

/** The rows that have a value, which must be finite: metrics are finite or null. */
export function definedRows<Row extends MetricRow>(rows: readonly Row[]): Defined<Row>[] {
	return rows.filter((row): row is Defined<Row> => {
		assert(row.value === null || Number.isFinite(row.value), "a metric is finite or null");
		return row.value !== null;
	});
}

/** Rows by what `keyOf` says, in the order of the first of each. */
export function groupBy<Row>(
	rows: readonly Row[],
	keyOf: (row: Row) => string,
): ReadonlyMap<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [row]);
		else group.push(row);
	}
	return groups;
}

/** The defined values of each scenario: the clusters of every interval here. */
export function valuesByScenario(rows: readonly MetricRow[]): number[][] {
	const groups = groupBy(definedRows(rows), ({ scenario }) => scenario);
	return [...groups.values()].map((group) => group.map(({ value }) => value));
}
