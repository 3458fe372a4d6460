import type { Random } from "#lib/kernel/random.ts";
import { canonicalJson, type Json } from "#lib/simulation/json.ts";
import { between, drawUntil, pick, shuffle, some } from "#lib/simulation/suites/shards/draw.ts";
import { shard, type Task, type TaskShard } from "#lib/simulation/suites/shards/task.ts";

/** A table's subject: two columns of names and two of numbers. */
const subjects = [
	{
		what: "deliveries to our stalls",
		columns: ["town", "fruit", "crates", "price"],
		names: [
			["Alder", "Brook", "Cliffe", "Dunes"],
			["apples", "pears", "plums"],
		],
	},
	{
		what: "walks of our club",
		columns: ["guide", "season", "km", "people"],
		names: [
			["Ida", "Jonas", "Karin", "Liam"],
			["spring", "summer", "autumn"],
		],
	},
	{
		what: "repairs in our workshop",
		columns: ["machine", "shift", "minutes", "parts"],
		names: [
			["drill", "lathe", "press", "saw"],
			["early", "late", "night"],
		],
	},
	{
		what: "loans of the village library",
		columns: ["shelf", "reader", "books", "weeks"],
		names: [
			["atlas", "crime", "poems", "travel"],
			["adults", "children", "school"],
		],
	},
	{
		what: "readings of our weather posts",
		columns: ["post", "wind", "rain", "hours"],
		names: [
			["Crag", "Ford", "Isle", "Moor"],
			["east", "north", "west"],
		],
	},
] as const;

interface Row {
	names: readonly [string, string];
	numbers: readonly [number, number];
}

/** What is asked of the table; each null leaves its part out. */
interface Query {
	where: { column: 0 | 1; least: number } | null;
	/** Which of the two names the rows are put together by. */
	group: 0 | 1;
	measure: "sum" | "most" | "rows" | "product";
	order: "value-down" | "value-up" | "name" | null;
	top: number | null;
	form: "pairs" | "objects" | "names";
}

/** A small table to be filtered, put together, sorted and cut, with one JSON value as its answer. */
export function makeData(random: Random): Task {
	const subject = pick(random, subjects);
	const { rows, query, wrong } = drawUntil(
		() => {
			const drawn = drawRows(random, subject.names);
			const asked = drawQuery(random);
			return { rows: drawn, query: asked, wrong: missed(drawn, asked) };
		},
		(made) => isClear(made.rows, made.query) && made.wrong.every((slip) => slip !== told(made)),
	);
	const value = answer(rows, query);
	return {
		kind: "data",
		title: `A question about ${subject.what}`,
		shards: shardsOf(random, subject, rows, query),
		expected: { kind: "data", value },
		reference: JSON.stringify(value),
		slips: some(random, wrong, 3),
	};
}

const told = ({ rows, query }: { rows: readonly Row[]; query: Query }) =>
	canonicalJson(answer(rows, query));

function drawRows(random: Random, names: readonly (readonly string[])[]): Row[] {
	const [first = [], second = []] = names;
	return Array.from({ length: between(random, 9, 11) }, () => ({
		names: [pick(random, first), pick(random, second)] as const,
		numbers: [between(random, 1, 20), between(random, 1, 9)] as const,
	}));
}

function drawQuery(random: Random): Query {
	return {
		where: { column: 0, least: between(random, 4, 9) },
		group: random.next() < 0.7 ? 0 : 1,
		measure: pick(random, ["sum", "most", "rows", "product"]),
		order: pick(random, ["value-down", "value-up", "name"]),
		top: random.next() < 0.6 ? 2 : null,
		form: pick(random, ["pairs", "objects", "names"]),
	};
}

/** The groups and their values, in the asked order. */
function groupsOf(rows: readonly Row[], query: Query): [string, number][] {
	const { where, group, measure, order } = query;
	const groups = new Map<string, number>();
	for (const { names, numbers } of rows) {
		if (where !== null && numbers[where.column] < where.least) continue;
		const name = names[group];
		const before = groups.get(name) ?? 0;
		const [a, b] = numbers;
		if (measure === "sum") groups.set(name, before + a);
		else if (measure === "most") groups.set(name, Math.max(before, a));
		else if (measure === "rows") groups.set(name, before + 1);
		else groups.set(name, before + a * b);
	}
	const list = [...groups];
	if (order === "value-down") return list.sort(([, a], [, b]) => b - a);
	if (order === "value-up") return list.sort(([, a], [, b]) => a - b);
	return order === "name" ? list.sort(([a], [b]) => (a < b ? -1 : 1)) : list;
}

function answer(rows: readonly Row[], query: Query): Json {
	const list = groupsOf(rows, query).slice(0, query.top ?? undefined);
	if (query.form === "names") return list.map(([name]) => name);
	if (query.form === "pairs") return list.map(([name, value]) => [name, value]);
	return list.map(([name, value]) => ({ name, value }));
}

/** No two groups are equal where the order goes by their values, and there are enough of them. */
function isClear(rows: readonly Row[], query: Query): boolean {
	const values = groupsOf(rows, query).map(([, value]) => value);
	const isOrdered = query.order === "name" || new Set(values).size === values.length;
	return isOrdered && values.length >= 3;
}

/** The answers of one who has missed one part each. */
function missed(rows: readonly Row[], query: Query): string[] {
	const without: Query[] = [
		{ ...query, where: null },
		{ ...query, order: null },
		{ ...query, group: query.group === 0 ? 1 : 0 },
		{ ...query, form: query.form === "pairs" ? "objects" : "pairs" },
	];
	if (query.top !== null) without.push({ ...query, top: null });
	// Where only names are told in the order of names, what was measured does not show.
	if (query.form !== "names" || query.order !== "name")
		without.push({ ...query, measure: query.measure === "rows" ? "sum" : "rows" });
	return without.map((asked) => told({ rows, query: asked }));
}

function shardsOf(
	random: Random,
	{ what, columns }: (typeof subjects)[number],
	rows: readonly Row[],
	query: Query,
): TaskShard[] {
	const [nameA, nameB, first, second] = columns;
	const table = rows.map(({ names, numbers }) => [...names, ...numbers].join(","));
	const csv = [columns.join(","), ...table].join("\n");
	const group = query.group === 0 ? nameA : nameB;
	const measures = {
		sum: `the sum of ${first}`,
		most: `the largest ${first}`,
		rows: "the number of its rows",
		product: `the sum of ${first} times ${second}, row by row`,
	};
	const orders = {
		"value-down": "the largest value first",
		"value-up": "the smallest value first",
		name: "in alphabetical order of the names",
	};
	const forms = {
		pairs: 'a list of pairs, [["…", 1]]',
		objects: 'a list of objects, [{"name": "…", "value": 1}]',
		names: 'a list of the names only, ["…"]',
	};
	const shards = [
		shard("group", `I want it by ${group}.`, `Put the rows together by ${group}.`, [
			"group",
			"grouped",
			"by what",
			"which column",
		]),
		shard(
			"measure",
			`The value of each is ${measures[query.measure]}.`,
			`The value of a ${group} is ${measures[query.measure]}.`,
			["sum", "count", "value", "total", "calculate", "measure"],
		),
		shard(
			"form",
			`Give me JSON: ${forms[query.form]}.`,
			`Answer with JSON: ${forms[query.form]}.`,
			["format", "form", "output", "json"],
		),
	];
	if (query.where !== null)
		shards.push(
			shard(
				"where",
				`Rows with ${first} below ${query.where.least} don't count.`,
				`Leave out rows with ${first} below ${query.where.least}.`,
				["filter", "all rows", "leave out", "exclude"],
			),
		);
	if (query.order !== null)
		shards.push(
			shard("order", `Sorted, ${orders[query.order]}.`, `Sort them, ${orders[query.order]}.`, [
				"sort",
				"sorted",
				"order",
			]),
		);
	if (query.top !== null)
		shards.push(
			shard(
				"top",
				`Only the first ${query.top} of them, once sorted.`,
				`Keep only the first ${query.top} after sorting.`,
				["how many", "all of them", "limit", "top"],
			),
		);
	return [
		shard(
			"intent",
			`Here are the ${what}. I need a little summary of them.\n${csv}`,
			`Summarise this table of ${what}.\n${csv}\n`,
		),
		...shuffle(random, shards),
	];
}
