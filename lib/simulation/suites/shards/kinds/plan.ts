import type { Random } from "#lib/kernel/random.ts";
import { between, drawUntil, pick, shuffle, some } from "#lib/simulation/suites/shards/draw.ts";
import { shard, type Task } from "#lib/simulation/suites/shards/task.ts";

/** What is put in a row, and how that is asked for. */
const settings = [
	{
		what: "errands for Saturday",
		ask: "Help me put my Saturday errands in order.",
		names: ["bakery", "bank", "chemist", "florist", "library", "market", "tailor", "post office"],
	},
	{
		what: "talks of a small meeting",
		ask: "I need a running order for the talks of our little meeting.",
		names: ["Bees", "Bridges", "Clocks", "Glaciers", "Kites", "Lichens", "Tides", "Volcanoes"],
	},
	{
		what: "dishes of a dinner",
		ask: "Can you work out in which order I serve the dishes?",
		names: ["beans", "cheese", "dumplings", "figs", "noodles", "olives", "soup", "trout"],
	},
	{
		what: "stops of a delivery van",
		ask: "Please plan the stops of our delivery van.",
		names: ["Ashby", "Corley", "Denholm", "Fenwick", "Marlow", "Oakham", "Selby", "Thirsk"],
	},
	{
		what: "songs of a concert",
		ask: "Help me with the set list of our band.",
		names: ["Amber", "Copper", "Ember", "Harbour", "Lantern", "Meadow", "Quarry", "Willow"],
	},
	{
		what: "chapters of a handbook",
		ask: "I want to sort the chapters of our handbook.",
		names: ["Budget", "Care", "History", "Keys", "Rooms", "Safety", "Tools", "Visitors"],
	},
] as const;

interface Rule {
	id: string;
	text: string;
	spec: string;
	asks: readonly string[];
	holds(order: readonly string[]): boolean;
}

/** An order of five or six things that the rules leave as the only one, none of them needless. */
export function makePlan(random: Random): Task {
	const setting = pick(random, settings);
	const names = some(random, setting.names, between(random, 5, 6)).sort();
	const orders = permutations(names);
	const { order, rules } = drawUntil(
		() => {
			const hidden = pick(random, orders);
			return { order: hidden, rules: tightRules(random, hidden, orders) };
		},
		(made) => made.rules.length >= 3 && made.rules.length <= 7,
	);
	const intent = shard(
		"intent",
		`${setting.ask} There are ${names.length}: ${names.join(", ")}.`,
		`Put these ${setting.what} in order: ${names.join(", ")}.`,
	);
	const wrong = orders.filter((other) => other.some((name, i) => name !== order[i]));
	return {
		kind: "plan",
		title: `An order of ${setting.what}`,
		shards: [intent, ...rules.map(({ id, text, spec, asks }) => shard(id, text, spec, asks))],
		expected: { kind: "plan", order },
		reference: order.join(", "),
		slips: some(random, wrong, 3).map((other) => other.join(", ")),
	};
}

/** Rules that hold for the hidden order and, all together, for no other; without any one of them there are others. */
function tightRules(
	random: Random,
	hidden: readonly string[],
	orders: readonly (readonly string[])[],
): Rule[] {
	const candidates = shuffle(random, allRules(hidden));
	const chosen: Rule[] = [];
	let left = orders;
	for (const rule of candidates) {
		if (left.length === 1) break;
		const after = left.filter(rule.holds);
		if (after.length < left.length) {
			chosen.push(rule);
			left = after;
		}
	}
	const isUnique = (rules: readonly Rule[]) =>
		orders.filter((order) => rules.every(({ holds }) => holds(order))).length === 1;
	let needed = chosen;
	for (const rule of chosen) {
		const without = needed.filter((other) => other !== rule);
		if (isUnique(without)) needed = without;
	}
	return needed;
}

const places = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** Everything that rules of these forms can say about an order. */
function allRules(hidden: readonly string[]): Rule[] {
	const rules: Rule[] = [];
	hidden.forEach((a, i) => {
		if (i === hidden.length - 1) rules.push(rule(`${a}-last`, `${a} comes last.`, [a], isLast(a)));
		if (i > 0 && i < hidden.length - 1)
			rules.push(rule(`${a}-place`, `${a} is the ${places[i]} one.`, [a], (o) => o[i] === a));
		hidden.forEach((b, j) => {
			if (i === j) return;
			const apart = j - i;
			if (apart === 1)
				rules.push(
					rule(`${a}-${b}-next`, `${b} comes right after ${a}.`, [a, b], (o) => gap(o, a, b) === 1),
				);
			if (apart > 1)
				rules.push(
					rule(
						`${a}-${b}-before`,
						`${a} has to come before ${b}.`,
						[a, b],
						(o) => gap(o, a, b) > 0,
					),
				);
			if (apart === 2)
				rules.push(
					rule(
						`${a}-${b}-between`,
						`There is exactly one between ${a} and ${b}, whichever of the two is earlier.`,
						[a, b],
						(o) => Math.abs(gap(o, a, b)) === 2,
					),
				);
			if (apart > 1)
				rules.push(
					rule(
						`${a}-${b}-apart`,
						`${a} and ${b} must not be next to each other.`,
						[a, b],
						(o) => Math.abs(gap(o, a, b)) > 1,
					),
				);
		});
	});
	return rules;
}

const isLast = (name: string) => (order: readonly string[]) => order.at(-1) === name;
const gap = (order: readonly string[], a: string, b: string) => order.indexOf(b) - order.indexOf(a);

function rule(
	id: string,
	spec: string,
	asks: readonly string[],
	holds: (order: readonly string[]) => boolean,
): Rule {
	return { id: id.replaceAll(" ", "-"), text: `By the way: ${spec}`, spec, asks, holds };
}

function permutations(names: readonly string[]): string[][] {
	if (names.length === 0) return [[]];
	return names.flatMap((name) =>
		permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
	);
}
