import type { AuditedUser, Finding } from "./finding.ts";
import { saidBy } from "./said.ts";

/**
 * Numbers and codes that the user said and that stand neither on its card nor in what it was given or had heard.
 * Words it invents are not found: telling those from a way to talk needs a juror. One digit alone is
 * minor, because it often only counts something.
 */
export function findInventions(audited: AuditedUser): Finding[] {
	const { record, seat, card, given } = audited;
	if (card === null) return [];
	const facts = [...card.known, ...card.secret, ...card.unknown];
	const instructions = record.scenario.seats.find(({ name }) => name === seat)?.instructions ?? "";
	const known = new Set(
		numbersIn(
			[card.goal, card.style, card.stopWhen, instructions, record.scenario.title]
				.concat(
					given,
					facts.flatMap(({ text, topic, marks }) => [text, topic, ...marks]),
				)
				.join("\n"),
		),
	);
	const found: Finding[] = [];
	for (const { turn, text, heard } of saidBy(audited)) {
		const heardNumbers = new Set(numbersIn(heard));
		for (const number of numbersIn(text)) {
			if (known.has(number) || heardNumbers.has(number)) continue;
			known.add(number);
			const severity = /^\p{Nd}$/u.test(number) ? "minor" : "major";
			found.push({ rule: "invented-number", severity, turn, detail: number });
		}
	}
	return found;
}

/** Words with a digit in them, in lower case, without the commas between thousands. */
function numbersIn(text: string): string[] {
	const words = text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/(?<=\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu, "");
	return words.match(/[\p{L}\p{N}]*\p{Nd}[\p{L}\p{N}]*(?:\.\p{Nd}+)*/gu) ?? [];
}
