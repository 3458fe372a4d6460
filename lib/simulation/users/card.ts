import { z } from "zod";
import type { Scenario } from "#lib/simulation/scenario.ts";
import { findMark } from "./find-mark.ts";

const factSchema = z.object({
	/** Unique in the card. */
	id: z.string().min(1),
	/** What it is about, in a few words that give nothing of it away, such as `the number of the order`. */
	topic: z.string().min(1),
	/** The fact as the user would say it: a whole sentence. */
	text: z.string().min(1),
	/** Words or phrases of a question that asks for it. */
	asks: z.array(z.string().min(1)),
	/** What gives the fact away wherever it stands: numbers, names, codes. */
	marks: z.array(z.string().min(1)),
});

/** One thing that a user may know. */
export type Fact = z.infer<typeof factSchema>;

export const userCardSchema = z.object({
	/** What the user wants from the conversation. */
	goal: z.string().min(1),
	/** What it knows and may tell. */
	known: z.array(factSchema),
	/** What it knows and never tells. */
	secret: z.array(factSchema),
	/** What is true and it cannot know: it says that it does not. */
	unknown: z.array(factSchema),
	/** How it talks, for a language model in its place. */
	style: z.string(),
	/** After how many messages of its own it gives up. */
	patience: z.int().min(1),
	/** When it is content and stops, in words. */
	stopWhen: z.string(),
});

/** Who a simulated user is: what it wants, knows, keeps to itself and puts up with. */
export type UserCard = z.infer<typeof userCardSchema>;

/** The card that a scenario's secret holds as `card`; null when it holds none. Throws ZodError when it is none. */
export function findCard(scenario: Pick<Scenario, "secret">): UserCard | null {
	const { secret } = scenario;
	if (typeof secret !== "object" || secret === null || !("card" in secret)) return null;
	return userCardSchema.parse(secret.card);
}

/** The card of a scenario that must have one. */
export function cardOf(scenario: Pick<Scenario, "secret">): UserCard {
	const card = findCard(scenario);
	if (card === null) throw new Error("Broken invariant: the scenario has no card of its user");
	return card;
}

/** What is wrong with a card, in words for its author: ids that are there twice, facts that hold another's mark. */
export function cardFaults(card: UserCard): string[] {
	const facts = [...card.known, ...card.secret, ...card.unknown];
	const faults: string[] = [];
	const ids = new Set(facts.map(({ id }) => id));
	if (ids.size < facts.length) faults.push("two facts have one id");
	for (const said of card.known)
		for (const other of facts)
			if (other.id !== said.id && other.marks.some((mark) => findMark(said.text, mark) !== null))
				faults.push(`${said.id} gives ${other.id} away`);
	for (const fact of facts)
		if (fact.marks.some((mark) => findMark(fact.text, mark) === null))
			faults.push(`${fact.id} does not hold its own mark`);
	return faults;
}
