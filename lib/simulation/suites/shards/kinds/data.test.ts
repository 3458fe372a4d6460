import { expect, test } from "vitest";
import { taskOf } from "#lib/simulation/suites/shards/make-task.ts";
import type { TaskShard } from "#lib/simulation/suites/shards/task.ts";

/** Works a task out from what its shards say, without knowing how they were made. */
function workOut(shards: readonly TaskShard[]): unknown {
	const said = (id: string) => shards.find((shard) => shard.id === id)?.text ?? "";
	const [, header = "", ...lines] = (shards[0]?.text ?? "").split("\n");
	const columns = header.split(",");
	let rows = lines.map((line) => line.split(","));
	const cell = (row: readonly string[], column = "") => row[columns.indexOf(column)] ?? "";
	const where = said("where").match(/^Rows with (\w+) below (\d+) don't count\.$/);
	if (where) rows = rows.filter((row) => Number(cell(row, where[1])) >= Number(where[2]));
	const by = said("group").match(/by (\w+)\.$/)?.[1];
	const groups = Map.groupBy(rows, (row) => cell(row, by));
	const measure = said("measure");
	const value = (group: readonly (readonly string[])[]) => {
		const numbers = (column = "") => group.map((row) => Number(cell(row, column)));
		const sum = (list: readonly number[]) => list.reduce((total, x) => total + x, 0);
		const product = measure.match(/the sum of (\w+) times (\w+), row by row/);
		if (product) {
			const others = numbers(product[2]);
			return sum(numbers(product[1]).map((x, i) => x * (others[i] ?? 0)));
		}
		const summed = measure.match(/the sum of (\w+)\.$/);
		if (summed) return sum(numbers(summed[1]));
		const largest = measure.match(/the largest (\w+)\.$/);
		return largest ? Math.max(...numbers(largest[1])) : group.length;
	};
	const entries = [...groups].map(([name, group]) => ({ name, value: value(group) }));
	const order = said("order");
	if (order.includes("largest value first")) entries.sort((a, b) => b.value - a.value);
	else if (order.includes("smallest value first")) entries.sort((a, b) => a.value - b.value);
	else entries.sort((a, b) => a.name.localeCompare(b.name));
	const top = said("top").match(/first (\d+) of them/)?.[1];
	const kept = entries.slice(0, top === undefined ? entries.length : Number(top));
	if (said("form").includes("names only")) return kept.map(({ name }) => name);
	return said("form").includes("pairs") ? kept.map(({ name, value: v }) => [name, v]) : kept;
}

test("the expected value is what the shards ask for", () => {
	for (let i = 0; i < 120; i++) {
		const { shards, expected } = taskOf(5 * i + 1);
		if (expected.kind !== "data") throw new Error("not about data");
		expect(workOut(shards), `seed ${5 * i + 1}`).toEqual(expected.value);
	}
});
