import { type Num, roundedBeside, showNum, texNum } from "./number.ts";

/** A worked problem: steps as Markdown lines, and the result with its unit. */
export interface Solution {
	steps: string[];
	result: Num;
	/** Written before and after the number: "$" and "", or "" and " km". */
	prefix?: string;
	suffix?: string;
	/** Said after the result. */
	note?: string;
}

/** The solution as Markdown with TeX; the last line holds the result in bold. */
export function writeSolution(solution: Solution): string {
	const { steps, result, prefix = "", suffix = "", note } = solution;
	const rounded = roundedBeside(result);
	// A dollar sign is escaped: it would open a formula.
	const money = prefix === "$" ? "\\$" : prefix;
	const answer = `**Answer: ${money}${showNum(result)}${suffix}**${rounded ? ` (about ${rounded})` : ""}`;
	const numbered = steps.length > 1 ? steps.map((step, i) => `${i + 1}. ${step}`) : steps;
	return [numbered.join("\n"), answer, ...(note ? [note] : [])].filter(Boolean).join("\n\n");
}

/** A number inside a formula. */
export const tex = texNum;
