import type { Random } from "#lib/kernel/random.ts";
import { between, drawUntil, pick, some } from "#lib/simulation/suites/shards/draw.ts";
import { shard, type Task, type TaskShard } from "#lib/simulation/suites/shards/task.ts";

const lists = [
	{
		what: "things to pack",
		items: ["wool socks", "torch", "rain cape", "tin mug", "map case", "spare laces", "soap"],
	},
	{
		what: "plants of the window sill",
		items: ["basil", "mint", "aloe", "wild thyme", "ivy", "dwarf lemon", "cactus"],
	},
	{
		what: "jobs about the house",
		items: ["oil the gate", "fix the tap", "paint the shed", "sort the attic", "wash the rug"],
	},
	{
		what: "boats in the bay",
		items: ["grey heron", "swift", "old marten", "kestrel", "blue tern", "otter", "plover"],
	},
	{
		what: "rooms of the museum",
		items: ["coin room", "stone hall", "loom loft", "clock tower", "glass court", "archive"],
	},
	{
		what: "teas on the shelf",
		items: ["rosehip", "black currant", "fennel", "smoked pine", "nettle", "orange peel"],
	},
] as const;

/** One choice of a rule: what it does, and how it is said. */
interface Choice<Value> {
	value: Value;
	text: string;
	spec: string;
}

const orders: readonly Choice<"alphabet" | "backwards" | "length">[] = [
	{
		value: "alphabet",
		text: "Oh, and alphabetical order, please.",
		spec: "Sort the entries alphabetically.",
	},
	{
		value: "backwards",
		text: "Turn the order round: the last one I named comes first.",
		spec: "List the entries in reverse of the order given.",
	},
	{
		value: "length",
		text: "Sort them by how long they are, shortest first. Spaces count. Where two are equally long, the one I named first stays first.",
		spec: "Sort the entries by their number of characters, spaces included, shortest first; keep the given order among equals.",
	},
];

const cases: readonly Choice<"upper" | "title" | "first">[] = [
	{ value: "upper", text: "All in capitals.", spec: "Write each entry in capital letters." },
	{
		value: "title",
		text: "Every word should start with a capital.",
		spec: "Start every word of an entry with a capital letter.",
	},
	{
		value: "first",
		text: "Only the very first letter of each entry is a capital.",
		spec: "Start each entry with a capital letter and leave the rest in small letters.",
	},
];

const marks: readonly Choice<(n: number) => string>[] = [
	{
		value: (n) => `${n}) `,
		text: "Number them like this: 1) and so on, with a space after it.",
		spec: "Begin each entry with its number, a closing bracket and a space: 1) 2) and so on.",
	},
	{
		value: (n) => `[${n}] `,
		text: "Put the number in square brackets before each: [1] and a space.",
		spec: "Begin each entry with its number in square brackets and a space: [1] [2] and so on.",
	},
	{
		value: () => "+ ",
		text: "Each line starts with a plus sign and a space.",
		spec: "Begin each entry with a plus sign and a space.",
	},
	{
		value: (n) => `${String(n).padStart(2, "0")}: `,
		text: "Two-digit numbers before them, please, 01: first, then a space.",
		spec: "Begin each entry with its number in two digits, a colon and a space: 01: 02: and so on.",
	},
];

const ends: readonly Choice<string>[] = [
	{
		value: ";",
		text: "A semicolon at the end of each entry.",
		spec: "End each entry with a semicolon.",
	},
	{
		value: ".",
		text: "Each entry ends with a full stop.",
		spec: "End each entry with a full stop.",
	},
	{
		value: " /",
		text: "A space and a slash end each entry.",
		spec: "End each entry with a space and a slash.",
	},
];

interface Layout {
	order: Choice<"alphabet" | "backwards" | "length"> | null;
	case: Choice<"upper" | "title" | "first"> | null;
	mark: Choice<(n: number) => string> | null;
	end: Choice<string> | null;
	/** Word of the heading; "" for none. */
	heading: string;
	/** Whether a last line counts the entries. */
	total: boolean;
}

/** A list to be laid out by rules, each of which changes the text. */
export function makeFormat(random: Random): Task {
	const list = pick(random, lists);
	const { items, layout, slips } = drawUntil(
		() => {
			const drawn = some(random, list.items, between(random, 4, 5));
			const rules = drawLayout(random);
			return { items: drawn, layout: rules, slips: missed(drawn, rules) };
		},
		(made) => made.slips.every((slip) => slip !== layOut(made.items, made.layout).join("\n")),
	);
	const lines = layOut(items, layout);
	return {
		kind: "format",
		title: `A list of ${list.what}`,
		shards: shardsOf(list.what, items, layout),
		expected: { kind: "format", lines },
		reference: lines.join("\n"),
		slips: some(random, slips, 3),
	};
}

function drawLayout(random: Random): Layout {
	return {
		order: pick(random, orders),
		case: pick(random, cases),
		mark: pick(random, marks),
		end: random.next() < 0.6 ? pick(random, ends) : null,
		heading: random.next() < 0.6 ? pick(random, ["List", "Overview", "Notes", "Today"]) : "",
		total: random.next() < 0.6,
	};
}

/** The texts of one who has missed one rule each. */
function missed(items: readonly string[], layout: Layout): string[] {
	const without: Layout[] = [
		{ ...layout, order: null },
		{ ...layout, case: null },
		{ ...layout, mark: null },
	];
	if (layout.end !== null) without.push({ ...layout, end: null });
	if (layout.heading !== "") without.push({ ...layout, heading: "" });
	if (layout.total) without.push({ ...layout, total: false });
	return without.map((rules) => layOut(items, rules).join("\n"));
}

function layOut(items: readonly string[], layout: Layout): string[] {
	const sorted = inOrder(items, layout.order?.value ?? null);
	const entries = sorted.map((item, i) => {
		const written = inCase(item, layout.case?.value ?? null);
		return `${layout.mark?.value(i + 1) ?? ""}${written}${layout.end?.value ?? ""}`;
	});
	return [
		...(layout.heading === "" ? [] : [`== ${layout.heading} ==`]),
		...entries,
		...(layout.total ? [`Total: ${items.length}`] : []),
	];
}

function inOrder(items: readonly string[], order: "alphabet" | "backwards" | "length" | null) {
	if (order === "alphabet") return items.toSorted((a, b) => (a < b ? -1 : 1));
	if (order === "backwards") return items.toReversed();
	return order === "length" ? items.toSorted((a, b) => a.length - b.length) : items;
}

function inCase(item: string, form: "upper" | "title" | "first" | null): string {
	if (form === "upper") return item.toUpperCase();
	if (form === null) return item;
	const pattern = form === "title" ? /(^|\s)[a-z]/g : /^[a-z]/;
	return item.replace(pattern, (found) => found.toUpperCase());
}

function shardsOf(what: string, items: readonly string[], layout: Layout): TaskShard[] {
	const { order, case: letters, mark, end, heading, total } = layout;
	const shards = [
		shard(
			"intent",
			`I need a neat list of these ${what}: ${items.join(", ")}. One a line.`,
			`Lay out these ${what} as plain text, one entry a line: ${items.join(", ")}.`,
		),
	];
	const add = (id: string, choice: { text: string; spec: string } | null, asks: string[]) => {
		if (choice !== null) shards.push(shard(id, choice.text, choice.spec, asks));
	};
	add("mark", mark, ["number", "numbers", "numbered", "bullet", "bullets", "prefix"]);
	add("case", letters, ["capital", "capitals", "case", "capitalised", "uppercase"]);
	add("order", order, ["order", "sort", "sorted", "alphabetical", "alphabetically"]);
	add("end", end, ["end", "punctuation", "ending"]);
	if (heading !== "")
		shards.push(
			shard(
				"heading",
				`There's a first line above it: == ${heading} ==`,
				`The first line is == ${heading} ==`,
				["heading", "header", "title"],
			),
		);
	if (total)
		shards.push(
			shard(
				"total",
				"And a last line that says how many there are, like Total: 9",
				"The last line gives the number of entries, like Total: 9",
				["footer", "total", "count", "last line"],
			),
		);
	return shards;
}
