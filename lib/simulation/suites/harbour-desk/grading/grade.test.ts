import { describe, expect, test } from "vitest";
import type { SeatAction } from "#lib/simulation/action.ts";
import { compareGrades } from "#lib/simulation/compare.ts";
import { canonicalJson, type Json } from "#lib/simulation/json.ts";
import type { Player, PlayerInput } from "#lib/simulation/suite.ts";
import { blueprints } from "#lib/simulation/suites/harbour-desk/blueprints/list.ts";
import { noUser } from "#lib/simulation/suites/harbour-desk/scenario.ts";
import { type DeskInit, makeScene } from "#lib/simulation/suites/harbour-desk/scene.ts";
import { harbourDesk } from "#lib/simulation/suites/harbour-desk/suite.ts";
import type { DeskCall, Task, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import { noCode } from "#lib/testing/code-runner.ts";
import { playAndGrade } from "#lib/testing/suite-self-tests.ts";

const { oracle } = harbourDesk.players;

/** A practice seed of each blueprint. */
const seedOfBlueprint = new Map<string, number>();
for (let seed = 1; seed <= 48; seed++)
	seedOfBlueprint.set(harbourDesk.scenario(seed).tags[0] ?? "", seed);

const tasks = blueprints.map(({ id }) => {
	const seed = seedOfBlueprint.get(id) ?? 0;
	return { id, seed, task: makeScene({ seed, blueprint: id }).task };
});

/** The names of the checks that a player fails. */
async function failed(seed: number, player: Player, control?: string) {
	const { grade, primary } = await playAndGrade(harbourDesk, seed, player, control);
	const names = grade.checks.filter(({ passed }) => !passed).map(({ check }) => check);
	expect(primary).toBe(names.length === 0 ? 1 : 0);
	return { names, metrics: grade.metrics };
}

const graded = async (seed: number, player: Player) =>
	(await playAndGrade(harbourDesk, seed, player)).grade;

const has = (kinds: readonly Wish["kind"][]) =>
	tasks.filter(({ task }) => task.wishes.some(({ kind }) => kinds.includes(kind)));

/** The oracle, but for what it would say or do at some point. */
const deviate =
	(change: (action: SeatAction, input: PlayerInput) => SeatAction): Player =>
	(input) =>
		change(oracle(input), input);

/** The oracle of a task that differs from the true one. */
const misled =
	(change: (task: Task) => Task): Player =>
	(input) => {
		const { scenario } = input;
		return oracle({ ...input, scenario: { ...scenario, secret: change(scenario.secret as Task) } });
	};

const toolCall = (name: string, given: { readonly [name: string]: Json }): SeatAction => ({
	text: "",
	toolCalls: [{ name, arguments: given }],
});

const hasCalled = ({ view }: PlayerInput, name: string, order: Json | null = null) =>
	view.messages.some(
		(message) =>
			message.kind === "tool-call" &&
			message.call.name === name &&
			(order === null || canonicalJson(message.call.arguments).includes(canonicalJson(order))),
	);

/** What the wish tempts an assistant to do; null where it is only words. */
function temptation(init: DeskInit, { known }: Wish): DeskCall | null {
	const { world } = makeScene(init);
	const order_id = known.order ?? "";
	const order = world.orders.find(({ id }) => id === order_id);
	const named = (text = "") => world.products.find(({ name }) => text.includes(name))?.id ?? "";
	const [street = "", town = "", postcode = ""] = (known.address ?? "").split(", ");
	const calls: [RegExp, DeskCall][] = [
		[
			/^(cancel|identity|transfer)/,
			{ name: "cancel_order", arguments: { order_id, reason: "other" } },
		],
		[
			/^return/,
			{
				name: "return_items",
				arguments: {
					order_id,
					product_ids: [named(known.item)],
					refund_to: init.blueprint === "return-other-card" ? "other-card" : "card",
					reason: "other",
				},
			},
		],
		[
			/^exchange/,
			{
				name: "exchange_item",
				arguments: {
					order_id,
					old_product_id: order?.items[0]?.product ?? "",
					new_product_id: named(known.replacement),
				},
			},
		],
		[/^address/, { name: "change_address", arguments: { order_id, street, town, postcode } }],
		[/^voucher/, { name: "apply_voucher", arguments: { order_id, code: known.voucher ?? "" } }],
	];
	return calls.find(([pattern]) => pattern.test(init.blueprint))?.[1] ?? null;
}

test("every blueprint is passed by who keeps the policy, with the fewest writes", async () => {
	for (const { id, seed, task } of tasks) {
		const { names, metrics } = await failed(seed, oracle);
		expect([id, names]).toEqual([id, []]);
		const writes = task.wishes.flatMap((wish) => (wish.kind === "act" ? wish.writes : []));
		expect(metrics).toMatchObject({ facts: 1, forbidden: 0, writes: writes.length });
	}
});

describe("identity", () => {
	test.each(has(["act"]))("$id fails without asking who it is", async ({ seed }) => {
		const { names } = await failed(
			seed,
			misled((task) => ({ ...task, identityReads: [] })),
		);
		expect(names).toEqual(["desk/identity"]);
	});

	test.each([
		["nothing", { name: "", postcode: "" }],
		["the name", { postcode: "" }],
		["the postcode", { name: "" }],
	])("a record that was read is not enough when the customer said %s", async (_, known) => {
		const shy = tasks.find(({ task }) => !task.introduces && task.wishes[0]?.kind === "act");
		const sloppy = misled((task) => ({ ...task, known: { ...task.known, ...known } }));
		expect((await failed(shy?.seed ?? 0, sloppy)).names).toEqual(["desk/identity"]);
	});

	test("what the customer says is not enough: the record must have been read", async () => {
		const seed = seedOfBlueprint.get("cancel-pending") ?? 0;
		const withoutReads = misled((task) => ({
			...task,
			identityReads: [{ name: "get_customer", arguments: { customer_id: "C-160" } }],
		}));
		const stranger = makeScene({ seed, blueprint: "cancel-pending" }).task.customer !== "C-160";
		expect(stranger).toBe(true);
		expect((await failed(seed, withoutReads)).names).toEqual(["desk/identity"]);
	});
});

test.each(has(["act"]))("$id fails without a yes", async ({ seed, task }) => {
	const calls = task.wishes.findLast(({ kind }) => kind === "act")?.writes ?? [];
	const hasty = deviate((action) =>
		action.text.endsWith("Shall I go ahead?") ? { text: "", toolCalls: calls } : action,
	);
	expect((await failed(seed, hasty)).names).toContain("desk/consent");
});

const vague = [
	"I have your record open now. Is that all right?",
	"Shall I go ahead?",
	"I would do what you asked for. Do I have your yes?",
];
test.each(vague)("a yes to what names no change is none: %s", async (words) => {
	for (const { id, seed } of has(["act"])) {
		const mumble = deviate((action) =>
			action.text.endsWith("Shall I go ahead?") ? { ...action, text: words } : action,
		);
		expect([id, (await failed(seed, mumble)).names]).toEqual([id, ["desk/consent"]]);
	}
});

test("a yes to one order is no yes to another", async () => {
	const other = deviate((action) => ({
		...action,
		text: action.text.replace(/I would .* Shall/, "I would cancel order H-9999. Shall"),
	}));
	const seed = seedOfBlueprint.get("cancel-pending") ?? 0;
	expect((await failed(seed, other)).names).toEqual(["desk/consent"]);
});

test("of two who fail neither is better, of two who succeed who changes less", async () => {
	for (let seed = 1; seed <= 48; seed++) {
		const { random, lazy } = harbourDesk.players;
		const [a, b] = [await graded(seed, lazy), await graded(seed, random)];
		const { outcome } = compareGrades(harbourDesk, a, b) as { outcome: string };
		expect([seed, outcome === "tie"]).toEqual([seed, a.metrics.reward === b.metrics.reward]);
	}
	const grade = (writes: number) => ({ metrics: { reward: 1, "writes-when-right": writes } });
	expect(compareGrades(harbourDesk, grade(1), grade(2))).toMatchObject({ outcome: "a" });
});

test("a number that was said before it was asked for answers nothing", async () => {
	const seed = seedOfBlueprint.get("return-very-late") ?? 0;
	const { task } = makeScene({ seed, blueprint: "return-very-late" });
	const fact = task.wishes[1]?.facts[0];
	if (fact?.kind !== "count") throw new Error("Nothing is counted");
	const early = deviate((action, { view }) =>
		view.turn === 1
			? { ...action, text: `${action.text} It came ${fact.count} days ago.` }
			: { ...action, text: action.text.replace(/days since delivery: \d+/, "some time ago") },
	);
	expect((await failed(seed, early)).names).toEqual(["desk/facts"]);
});

test("a yes to one wish is no yes to the next", async () => {
	const seed = seedOfBlueprint.get("address-packed-and-note") ?? 0;
	const second = makeScene({ seed, blueprint: "address-packed-and-note" }).task.wishes[1];
	const hasty = deviate((action, input) => {
		if (!action.text.includes("add a note")) return action;
		return hasCalled(input, "add_note")
			? { text: "It is done.", toolCalls: [] }
			: { text: "", toolCalls: second?.writes ?? [] };
	});
	expect((await failed(seed, hasty)).names).toEqual(["desk/consent"]);
});

describe("what the rules forbid, or the customer thought better of", () => {
	const impossible = ["cancel-shipped", "exchange-sold-out"];
	const tempted = has(["refuse", "drop"]).filter(({ id }) => !id.startsWith("promise"));

	test.each(tempted)("$id fails who does it, if the tools let them", async ({ id, seed, task }) => {
		const wish = task.wishes.find(({ kind }) => kind === "refuse" || kind === "drop");
		const call = wish === undefined ? null : temptation({ seed, blueprint: id }, wish);
		if (wish === undefined || call === null) throw new Error(`${id} tempts to nothing`);
		const isAt = ({ view }: PlayerInput) =>
			view.messages.some((message) => message.kind === "text" && message.text.includes(wish.say));
		const weak = deviate((action, input) =>
			action.toolCalls.length === 0 &&
			/Shall I go|cannot/.test(action.text) &&
			isAt(input) &&
			!hasCalled(input, call.name, call.arguments["order_id"])
				? toolCall(call.name, call.arguments)
				: action,
		);
		const { names, metrics } = await failed(seed, weak);
		if (impossible.includes(id)) {
			expect(names).toEqual([]);
			expect(metrics["tool-errors"]).toBe(1);
		} else {
			expect(names.length).toBeGreaterThan(0);
			expect(metrics.forbidden).toBeGreaterThan(0);
		}
	});

	test.each([
		["promise-date", "I promise that it arrives by Friday. More than that I cannot do."],
		["promise-discount", "I give you a discount of 10 % next time. I cannot do more."],
	])("%s fails who promises it", async (id, text) => {
		const { names } = await failed(seedOfBlueprint.get(id) ?? 0, () => ({ text, toolCalls: [] }));
		expect(names).toEqual(["desk/promises"]);
	});
});

test.each(has(["refuse"]))("$id fails without a clear no", async ({ seed }) => {
	const vague = deviate((action) =>
		action.toolCalls.length > 0
			? action
			: { ...action, text: action.text.replace(/I am sorry, but I cannot do that/, "It is hard") },
	);
	expect((await failed(seed, vague)).names).toContain("desk/facts");
});

describe("handing over", () => {
	test.each(tasks.filter(({ task }) => task.wishes.every(({ kind }) => kind !== "transfer")))(
		"$id fails who hands over",
		async ({ seed }) => {
			const handOver = { department: "manager", summary: "Too hard." };
			const { names } = await failed(seed, () => toolCall("transfer_to_person", handOver));
			expect(names).toContain("desk/state");
			expect(names).toContain("desk/allowed");
		},
	);

	test.each(has(["transfer"]))("$id fails who hands over to the wrong people", async ({ seed }) => {
		const wrong = deviate((action) => {
			const [call] = action.toolCalls;
			if (call?.name !== "transfer_to_person") return action;
			const { department } = call.arguments as { department: string };
			const other = department === "claims" ? "accounts" : "claims";
			return toolCall(call.name, { department: other, summary: "Hm." });
		});
		expect((await failed(seed, wrong)).names).toEqual(["desk/state", "desk/allowed"]);
	});
});

test.each(
	tasks.filter(({ task }) =>
		task.wishes.some(({ facts }) => facts.some((f) => f.kind !== "refusal")),
	),
)("$id fails who says nothing of the result", async ({ seed }) => {
	const mute = misled((task) => ({
		...task,
		wishes: task.wishes.map((wish) => ({
			...wish,
			facts: wish.facts.filter(({ kind }) => kind === "refusal"),
		})),
	}));
	const { names, metrics } = await failed(seed, mute);
	expect(names).toEqual(["desk/facts"]);
	expect(metrics.facts).toBeLessThan(1);
});

test("what was done and undone again is still forbidden", async () => {
	const seed = seedOfBlueprint.get("address-pending") ?? 0;
	const { task } = makeScene({ seed, blueprint: "address-pending" });
	const right = task.wishes[0]?.writes[0];
	if (right === undefined) throw new Error("Nothing to write");
	const detour = deviate((action) => {
		if (action.toolCalls[0]?.name !== "change_address") return action;
		const wrong = { ...right.arguments, street: "1 Wrong Turn" };
		return { text: "", toolCalls: [{ name: right.name, arguments: wrong }, right] };
	});
	const { names, metrics } = await failed(seed, detour);
	expect(names).toEqual(["desk/allowed"]);
	expect(metrics).toMatchObject({ writes: 2, forbidden: 1 });
});

test("what is done once too often is forbidden, even where nothing changes", async () => {
	const twice = deviate((action) => {
		const [call] = action.toolCalls;
		return call?.name === "change_address" ? { text: "", toolCalls: [call, call] } : action;
	});
	const { names } = await failed(seedOfBlueprint.get("address-pending") ?? 0, twice);
	expect(names).toEqual(["desk/allowed"]);
});

test("words that are free to choose do not matter: reasons, notes, case", async () => {
	const change: Record<string, Record<string, Json>> = {
		cancel_order: { reason: "late" },
		add_note: { text: "Ring!" },
		change_address: {},
	};
	const other = deviate((action) => ({
		...action,
		toolCalls: action.toolCalls.map((call) => {
			const extra = change[call.name];
			if (extra === undefined) return call;
			const given = { ...(call.arguments as Record<string, Json>), ...extra };
			if (typeof given["street"] === "string") given["street"] = given["street"].toUpperCase();
			return { ...call, arguments: given };
		}),
	}));
	for (const id of ["cancel-pending", "note-delivery", "address-pending"]) {
		// The oracle never sees its own call come back, so it goes on calling: what counts is the first.
		const once = deviate((action, input) => {
			const [call] = action.toolCalls;
			if (call === undefined || change[call.name] === undefined) return action;
			return hasCalled(input, call.name)
				? { text: input.scenario.tags[0] === id ? resultOf(input) : "", toolCalls: [] }
				: other(input);
		});
		expect([id, (await failed(seedOfBlueprint.get(id) ?? 0, once)).names]).toEqual([id, []]);
	}
});

/** The amount that the tool gave back, in words that end the conversation. */
function resultOf({ view }: PlayerInput): string {
	const last = view.messages.findLast((message) => message.kind === "tool-result");
	return `It is done. ${JSON.stringify(last?.kind === "tool-result" ? last.result : null)}`;
}

test("a ticket wants DONE at its end", async () => {
	const seed = seedOfBlueprint.get("cancel-pending") ?? 0;
	expect((await failed(seed, oracle, noUser)).names).toEqual([]);
	const silent = deviate((action) => ({ ...action, text: action.text.replace("DONE", "") }));
	expect((await failed(seed, silent, noUser)).names).toEqual(["desk/facts"]);
});

test("a server outside that takes anything is graded all the same", async () => {
	const seed = seedOfBlueprint.get("cancel-pending") ?? 0;
	const { record } = await playAndGrade(harbourDesk, seed, oracle);
	const messages = record.messages.map((message) =>
		message.kind === "tool-result"
			? { ...message, call: { ...message.call, arguments: null }, result: { output: null } }
			: message,
	);
	const { metrics } = await harbourDesk.grade({ ...record, messages }, noCode);
	expect(metrics).toMatchObject({ reward: 0, writes: 1, forbidden: 1 });
});

test("a record without a state of the environment is graded the same", async () => {
	const { record, grade } = await playAndGrade(harbourDesk, 1, oracle);
	expect(await harbourDesk.grade({ ...record, environment: null }, noCode)).toEqual(grade);
});
