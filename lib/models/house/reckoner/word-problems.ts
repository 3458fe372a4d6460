import {
	add,
	divide,
	multiply,
	type Num,
	parseDecimal,
	ratio,
	showNum,
	subtract,
	toFloat,
} from "./number.ts";
import { type Solution, tex } from "./solution.ts";

type Solver = (text: string) => Solution | undefined;

// Looking round keeps a match from starting or ending inside a number, which would also be slow.
const n = "(?<![\\d.])(\\d{1,15}(?:\\.\\d{1,9})?)(?!\\d)";
const currency = "([$€£]?) ?";
const hundred = ratio(100n);

/** Matches with `#` standing for a number and `¤` for an optional currency sign. */
function match(text: string, pattern: string): string[] | undefined {
	const found = new RegExp(pattern.replaceAll("#", n).replaceAll("¤", currency), "i").exec(text);
	return found ? [...found].map((group) => group ?? "") : undefined;
}

const num = (text: string | undefined): Num => parseDecimal(text ?? "0");

const percentOff: Solver = (text) => {
	const off =
		match(
			text,
			"# ?(?:%|percent) (?:off|discount on|reduction on)(?: of)?(?: an?| the)?[a-z ]{0,30}¤#",
		) ?? undefined;
	const swapped = match(text, "¤#.{0,60}?# ?(?:%|percent) (?:off|discount|reduction|cheaper)");
	const [rate, sign, price] = off
		? [num(off[1]), off[2], num(off[3])]
		: swapped
			? [num(swapped[3]), swapped[1], num(swapped[2])]
			: [];
	if (!rate || !price) return undefined;
	const saved = divide(multiply(price, rate), hundred);
	const result = subtract(price, saved);
	return {
		steps: [
			`The reduction is $${tex(rate)}\\% \\text{ of } ${tex(price)} = ${tex(saved)}$.`,
			`What is left: $${tex(price)} - ${tex(saved)} = ${tex(result)}$.`,
		],
		result,
		prefix: sign ?? "",
	};
};

const percentChange: Solver = (text) => {
	const found =
		match(text, "(increase|raise|grow|decrease|reduce|lower)[a-z ]{0,20}¤# by # ?(?:%|percent)") ??
		undefined;
	if (!found) return undefined;
	const [, verb = "", sign = "", from, rate] = found;
	const isUp = /increase|raise|grow/i.test(verb);
	const change = divide(multiply(num(from), num(rate)), hundred);
	const result = isUp ? add(num(from), change) : subtract(num(from), change);
	return {
		steps: [
			`$${tex(num(rate))}\\% \\text{ of } ${tex(num(from))} = ${tex(change)}$.`,
			`$${tex(num(from))} ${isUp ? "+" : "-"} ${tex(change)} = ${tex(result)}$.`,
		],
		result,
		prefix: sign,
	};
};

const tip: Solver = (text) => {
	const found = match(
		text,
		"# ?(?:%|percent) (?:tip|tax|vat|interest) (?:on|for|to)[a-z ]{0,30}¤#",
	);
	if (!found) return undefined;
	const [, rate, sign = "", base] = found;
	const result = divide(multiply(num(base), num(rate)), hundred);
	const total = add(num(base), result);
	return {
		steps: [
			`$${tex(num(base))} \\times \\frac{${tex(num(rate))}}{100} = ${tex(result)}$.`,
			`Together: $${tex(num(base))} + ${tex(result)} = ${tex(total)}$.`,
		],
		result,
		prefix: sign,
	};
};

const whatPercent: Solver = (text) => {
	const found =
		match(text, "# is what (?:%|percent(?:age)?) of #") ??
		match(text, "what (?:%|percent(?:age)?) (?:is|of .{0,20} is) # (?:out )?of #");
	if (!found) return undefined;
	const result = divide(multiply(num(found[1]), hundred), num(found[2]));
	return {
		steps: [
			`$$\\frac{${tex(num(found[1]))}}{${tex(num(found[2]))}} \\times 100 = ${tex(result)}$$`,
		],
		result,
		suffix: " %",
	};
};

const statistics: Solver = (text) => {
	const kind = /\b(average|mean|median|sum|total|product)\b(?: of)?\b/i
		.exec(text)?.[1]
		?.toLowerCase();
	const list =
		kind && /-?\d+(?:\.\d+)?(?:\s*(?:,|;|\band\b|,\s*and\b|\s)\s*-?\d+(?:\.\d+)?)+/.exec(text)?.[0];
	if (!kind || !list) return undefined;
	const values = (list.match(/-?\d+(?:\.\d+)?/g) ?? [])
		.slice(0, 60)
		.map((v) => (v.startsWith("-") ? subtract(ratio(0n), num(v.slice(1))) : num(v)));
	const count = ratio(BigInt(values.length));
	if (kind === "median") {
		const sorted = values.toSorted((a, b) => toFloat(a) - toFloat(b));
		const middle = sorted.slice(
			Math.ceil(values.length / 2) - 1,
			Math.floor(values.length / 2) + 1,
		);
		const result = divide(middle.reduce(add), ratio(BigInt(middle.length)));
		return {
			steps: [`In order: ${sorted.map(showNum).join(", ")}.`, `The middle is $${tex(result)}$.`],
			result,
		};
	}
	if (kind === "product") {
		const result = values.reduce(multiply);
		return { steps: [`$$${values.map(tex).join(" \\times ")} = ${tex(result)}$$`], result };
	}
	const sum = values.reduce(add);
	const total = `The sum is $${values.map(tex).join(" + ").replaceAll("+ -", "- ")} = ${tex(sum)}$.`;
	if (kind === "sum" || kind === "total") return { steps: [total], result: sum };
	const result = divide(sum, count);
	return {
		steps: [
			total,
			`There are ${values.length} numbers: $\\frac{${tex(sum)}}{${tex(count)}} = ${tex(result)}$.`,
		],
		result,
	};
};

const distanceUnit = "(km|kilomet(?:re|er)s?|miles?|m|met(?:re|er)s?)";
const speedUnit = "(?:km/h|kmh|kph|mph|m/s|(?:km|kilomet(?:re|er)s?|miles?) (?:per|an) hour)";
const hoursUnit = "(?:h|hours?|hrs?)\\b";

const journey: Solver = (text) => {
	const speed = match(text, `# ?${speedUnit}`);
	const time = match(text, `# ?${hoursUnit}`);
	const minutes = match(text, "# ?(?:min|minutes?)\\b");
	const distance = match(text, `# ?${distanceUnit}(?! ?(?:/|per|an) ?h| ?/s)\\b`);
	const unit = /mi|mph/i.test(speed?.[0] ?? "") ? "miles" : "km";
	const hours = time ? num(time[1]) : minutes ? divide(num(minutes[1]), ratio(60n)) : undefined;
	if (/m\/s/i.test(speed?.[0] ?? "")) return undefined;
	if (speed && distance && /how long|time|hours|when|minutes/i.test(text)) {
		const result = divide(num(distance[1]), num(speed[1]));
		const inMinutes = multiply(result, ratio(60n));
		return {
			steps: [
				"Time is distance divided by speed.",
				`$$t = \\frac{${tex(num(distance[1]))}}{${tex(num(speed[1]))}} = ${tex(result)} \\text{ h}$$`,
			],
			result,
			suffix: " hours",
			note: `That is ${showNum(inMinutes)} minutes.`,
		};
	}
	if (speed && hours && /how far|distance|travel|go|drive|cover/i.test(text)) {
		const result = multiply(num(speed[1]), hours);
		return {
			steps: [
				"Distance is speed times time.",
				`$$s = ${tex(num(speed[1]))} \\times ${tex(hours)} = ${tex(result)}$$`,
			],
			result,
			suffix: ` ${unit}`,
		};
	}
	if (distance && hours && /how fast|speed/i.test(text)) {
		const isMiles = /mi/i.test(distance[2] ?? "");
		const result = divide(num(distance[1]), hours);
		return {
			steps: [
				"Speed is distance divided by time.",
				`$$v = \\frac{${tex(num(distance[1]))}}{${tex(hours)}} = ${tex(result)}$$`,
			],
			result,
			suffix: isMiles ? " miles per hour" : /^m/i.test(distance[2] ?? "") ? " m per hour" : " km/h",
		};
	}
	return undefined;
};

const rectangle: Solver = (text) => {
	const kind = /\b(area|perimeter)\b/i.exec(text)?.[1]?.toLowerCase();
	const circle = match(text, "circle.{0,30}?(radius|diameter)(?: of| is)? #");
	if (kind === "area" && circle) {
		const r =
			circle[1]?.toLowerCase() === "radius" ? num(circle[2]) : divide(num(circle[2]), ratio(2n));
		const result: Num = { kind: "approx", x: Math.PI * toFloat(r) ** 2 };
		return {
			steps: [`$$A = \\pi r^2 = \\pi \\times ${tex(r)}^2 \\approx ${tex(result)}$$`],
			result,
		};
	}
	const sides = match(text, "# ?[a-z]{0,12} ?(?:by|x|×|and|wide and|long and) ?#");
	if (!kind || !sides || /circle|triangle/i.test(text)) return undefined;
	const [a, b] = [num(sides[1]), num(sides[2])];
	if (kind === "area") {
		const result = multiply(a, b);
		return { steps: [`$$A = ${tex(a)} \\times ${tex(b)} = ${tex(result)}$$`], result };
	}
	const result = multiply(ratio(2n), add(a, b));
	return { steps: [`$$P = 2 \\times (${tex(a)} + ${tex(b)}) = ${tex(result)}$$`], result };
};

const sharing: Solver = (text) => {
	const found = match(
		text,
		"(?:share|divide|split|distribute)s?[a-z ]{0,20}¤#[a-z ]{0,30}(?:among|between|with|by|into|equally)[a-z ]{0,20}#",
	);
	if (!found) return undefined;
	const [, sign = "", all, parts] = found;
	const result = divide(num(all), num(parts));
	const rest = toFloat(num(all)) % toFloat(num(parts));
	const each = Math.floor(toFloat(num(all)) / toFloat(num(parts)));
	return {
		steps: [`$$${tex(num(all))} \\div ${tex(num(parts))} = ${tex(result)}$$`],
		result,
		prefix: sign,
		suffix: " each",
		...(rest > 0 && !sign && Number.isFinite(each)
			? { note: `In whole pieces: ${each} each, and ${showNum(num(String(rest)))} left over.` }
			: {}),
	};
};

const groupsOf: Solver = (text) => {
	const price = match(
		text,
		"# [a-z ]{1,40}?(?:at|for|cost(?:s|ing)?|priced at) ¤# ?(?:euros?|dollars?|pounds?|cents?)? ?(?:each|apiece|per)",
	);
	const each = match(
		text,
		"# [a-z]{1,30} (?:with|of|containing|contains?|has|have|holds?|hold)(?: each)?() # [a-z]{1,30}(?: [a-z]{1,20}){0,2}? ?(?:each|in each|per)",
	);
	const lead = match(text, "(?:each|every|per) .{1,40}?¤#.{1,60}?how (?:much|many).{1,40}? #");
	const found = price ?? each;
	const [count, sign, size] = found
		? [num(found[1]), found[2] ?? "", num(found[3])]
		: lead
			? [num(lead[3]), lead[1] ?? "", num(lead[2])]
			: [];
	if (!count || !size) return undefined;
	const result = multiply(count, size);
	return {
		steps: [`$$${tex(count)} \\times ${tex(size)} = ${tex(result)}$$`],
		result,
		prefix: sign ?? "",
	};
};

const gains =
	/\b(?:buys?|bought|gets?|got|finds?|found|receives?|received|adds?|added|more|earns?|earned|wins?|won|picks?|picked|gains?|gained|join|joins|joined|comes?|came|arrives?|arrived|gives? me|gave me|baked?|bakes)\b/i;
const losses =
	/\b(?:gives?|gave|eats?|ate|eaten|loses?|lost|sells?|sold|spends?|spent|uses?|used|drops?|dropped|breaks?|broke|throws?|threw|leaves?|left|fly|flies|flew|takes? away|took|pays?|paid|removes?|removed|donates?|donated|goes|went|gone|fewer|less)\b/i;

/** "I have 3 apples, buy 4 more and eat 2": a start, then gains and losses, clause by clause. */
const comingAndGoing: Solver = (text) => {
	if (
		!/\b(?:how (?:many|much)|have|has|had|left|altogether|in total|there (?:are|were))\b/i.test(
			text,
		)
	) {
		return undefined;
	}
	const clauses = text.split(/[.,;?!]|\b(?:and|then|but|after|if)\b/i);
	const terms: { sign: 1 | -1; value: Num }[] = [];
	for (const clause of clauses.slice(0, 60)) {
		const value = new RegExp(n).exec(clause)?.[1];
		if (value === undefined) continue;
		const isFirst = terms.length === 0;
		const isGain = gains.test(clause);
		if (isFirst || isGain) terms.push({ sign: 1, value: num(value) });
		else terms.push({ sign: losses.test(clause) ? -1 : 1, value: num(value) });
	}
	if (terms.length < 2) return undefined;
	const sum = terms
		.map((t, i) => `${i === 0 ? "" : t.sign > 0 ? " + " : " - "}${tex(t.value)}`)
		.join("");
	let result = ratio(0n);
	for (const { sign, value } of terms)
		result = sign > 0 ? add(result, value) : subtract(result, value);
	const thing = /how many ([a-z]{2,20})/i.exec(text)?.[1] ?? match(text, "# ([a-z]{2,20})")?.[2];
	const isThing = thing && !/^(?:do|does|did|are|more|left|is|and|of)$/i.test(thing);
	return {
		steps: [
			`Start with ${showNum(terms[0]?.value ?? result)}${isThing ? ` ${thing}` : ""}.`,
			...terms
				.slice(1)
				.map(({ sign, value }) => `${sign > 0 ? "Add" : "Take away"} ${showNum(value)}.`),
			`So $${sum} = ${tex(result)}$.`,
		],
		result,
		suffix: isThing ? ` ${thing}` : "",
	};
};

const solvers: readonly Solver[] = [
	whatPercent,
	tip,
	percentOff,
	percentChange,
	journey,
	rectangle,
	statistics,
	sharing,
	groupsOf,
	comingAndGoing,
];

/** Solves a simple word problem whose numbers are written in digits, or undefined. */
export function solveWordProblem(text: string): Solution | undefined {
	for (const solve of solvers) {
		const solution = solve(text);
		if (solution && Number.isFinite(toFloat(solution.result))) return solution;
	}
	return undefined;
}
