import type { Fact } from "#lib/simulation/users/card.ts";
import { findMark } from "#lib/simulation/users/find-mark.ts";
import type { AuditedUser, Finding } from "./finding.ts";
import { type Said, saidBy } from "./said.ts";

/** Secrets that were told, and facts that the user could not know; once a fact, where it first came out. */
export function findLeaks(audited: AuditedUser): Finding[] {
	const { card } = audited;
	if (card === null) return [];
	const said = saidBy(audited);
	return [
		...card.secret.flatMap((fact) => secretLeak(fact, said)),
		...card.unknown.flatMap((fact) => unknownLeak(fact, said)),
	];
}

function secretLeak(fact: Fact, said: readonly Said[]): Finding[] {
	const first = firstTold(fact, said);
	if (first === null) return [];
	const { turn, mark, form, wasHeard } = first;
	const detail = `${fact.id}: ${mark} (${form})`;
	return [
		wasHeard
			? { rule: "secret-repeated", severity: "major", turn, detail }
			: { rule: "secret-told", severity: "critical", turn, detail },
	];
}

/** What the other side has said before is no longer unknown. */
function unknownLeak(fact: Fact, said: readonly Said[]): Finding[] {
	const first = firstTold(fact, said);
	if (first === null || first.wasHeard) return [];
	const { turn, mark, form } = first;
	return [
		{ rule: "unknown-told", severity: "critical", turn, detail: `${fact.id}: ${mark} (${form})` },
	];
}

function firstTold(fact: Fact, said: readonly Said[]) {
	for (const { turn, text, heard } of said)
		for (const mark of fact.marks) {
			const form = findMark(text, mark);
			if (form !== null) return { turn, mark, form, wasHeard: findMark(heard, mark) !== null };
		}
	return null;
}
