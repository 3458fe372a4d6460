import { compare, digitSum, type Rule, remainder, type Term, type Triple } from "./rule.ts";

/** Whether a rule holds for one triple. */
export function ruleHolds(rule: Rule, triple: Triple): boolean {
	const values = rule.terms.map((term) => termValue(term, triple));
	return rule.comparisons.every((comparison, i) =>
		compare(values[i] ?? Number.NaN, comparison, values[i + 1] ?? Number.NaN),
	);
}

function termValue(term: Term, triple: Triple): number {
	switch (term.kind) {
		case "integer":
			return term.value;
		case "variable":
			return triple[term.index];
		case "sum":
			return termValue(term.left, triple) + termValue(term.right, triple);
		case "difference":
			return termValue(term.left, triple) - termValue(term.right, triple);
		case "product":
			return termValue(term.left, triple) * termValue(term.right, triple);
		case "negation":
			return -termValue(term.of, triple);
		case "abs":
			return Math.abs(termValue(term.of, triple));
		case "digits":
			return digitSum(termValue(term.of, triple));
		case "max":
			return Math.max(...term.of.map((part) => termValue(part, triple)));
		case "min":
			return Math.min(...term.of.map((part) => termValue(part, triple)));
		case "mod":
			return remainder(termValue(term.of, triple), term.by);
	}
}
