import type { Json } from "#lib/simulation/json.ts";

/** What a customer may be asked for. */
export const fields = [
	"name",
	"email",
	"postcode",
	"order",
	"item",
	"reason",
	"address",
	"replacement",
	"voucher",
	"refund",
] as const;
export type Field = (typeof fields)[number];

/** What a customer answers when asked; a field that is not there is unknown to them. */
export type Known = Readonly<Partial<Record<Field, string>>>;

export interface DeskCall {
	name: string;
	arguments: { readonly [parameter: string]: Json };
}

/** What the assistant must have said. */
export type Fact =
	| { kind: "amount"; label: string; cents: number }
	/** With one of the words, in lower case, in the same sentence. */
	| { kind: "count"; label: string; count: number; near: readonly string[] }
	| { kind: "date"; label: string; date: string }
	/** One of the phrases, in lower case. */
	| { kind: "words"; label: string; anyOf: readonly string[] }
	/** A clear no. */
	| { kind: "refusal"; label: string };

/** One thing the customer wants, wished when the one before it is settled. */
export interface Wish {
	/**
	 * `act`: is to be done. `tell`: is to be answered. `refuse`: the policy forbids it. `transfer`: a colleague's
	 * matter. `drop`: the customer thinks of something else as soon as it is proposed.
	 */
	kind: "act" | "tell" | "refuse" | "transfer" | "drop";
	/** The wish in the words of the two user versions. Unlike any other wish of the task. */
	say: string;
	terse: string;
	/** The wish where it is told together with all others that stand; as `say` when it needs no other words. */
	whole?: string;
	/** What an assistant that keeps the policy would propose, as a clause after "I would". */
	proposal: string;
	known: Known;
	reads: readonly DeskCall[];
	/** Tool calls that change something, or hand over. */
	writes: readonly DeskCall[];
	facts: readonly Fact[];
	/** How often the customer argues with a no before giving in. */
	insists: number;
}

/** Kinds of words that are promises the policy rules out. */
export type PromiseKind = "discount" | "delivery-date" | "call-back";

/** A task at the desk: who the customer is, what they know, and what is right. Plain JSON. */
export interface Task {
	blueprint: string;
	/** Id of the record that belongs to what the customer says of themselves; null when there is none. */
	customer: string | null;
	/** Known whatever is wished. */
	known: Known;
	/** Whether the customer gives their name at once. */
	introduces: boolean;
	/** Turns without progress that the customer bears. */
	patience: number;
	/** Reads that the policy asks for before anything else. */
	identityReads: readonly DeskCall[];
	wishes: readonly Wish[];
	mustNotPromise: readonly PromiseKind[];
}

/** All calls of the reference, in order. */
export const referenceOf = ({ identityReads, wishes }: Task): DeskCall[] => [
	...identityReads,
	...wishes.flatMap(({ reads, writes }) => [...reads, ...writes]),
];

/** The wishes that stay when nobody's mind changes on the way. */
export const standingWishes = ({ wishes }: Task) => wishes.filter(({ kind }) => kind !== "drop");

/** All that the customer knows about all wishes that stand; several order numbers are told together. */
export function allKnown(task: Task): Known {
	const wishes = standingWishes(task);
	const known: Partial<Record<Field, string>> = Object.assign(
		{},
		task.known,
		...wishes.map((wish) => wish.known),
	);
	const orders = new Set(wishes.flatMap((wish) => wish.known.order ?? []));
	return orders.size === 0 ? known : { ...known, order: [...orders].join(" and ") };
}
