import { approx, multiply, type Num, parseDecimal, ratio } from "./number.ts";

export type Operator = "+" | "-" | "*" | "/" | "^" | "mod";
const functionNames = [
	"sqrt",
	"cbrt",
	"abs",
	"ln",
	"log",
	"sin",
	"cos",
	"tan",
	"round",
	"floor",
	"ceil",
] as const;
export type FunctionName = (typeof functionNames)[number];

export type Expression =
	| { kind: "number"; value: Num; tex?: string }
	| { kind: "variable" }
	| { kind: "percent"; of: Expression }
	| { kind: "negative"; of: Expression }
	| { kind: "factorial"; of: Expression }
	| { kind: "call"; name: FunctionName; of: Expression }
	| { kind: "binary"; op: Operator; left: Expression; right: Expression };

type Token = { kind: "number" | "word" | "sign"; text: string };

const depthMax = 60;
const tokensMax = 200;

/** Words of arithmetic as signs, so that "three plus 4 squared" can be parsed like "3 + 4^2". */
function asSigns(text: string): string {
	return text
		.toLowerCase()
		.replace(/\\(?:times|cdot)/g, "*")
		.replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, "(($1)/($2))")
		.replace(/\\sqrt\{([^{}]*)\}/g, "sqrt($1)")
		.replace(/[×·∙⋅]/g, "*")
		.replace(/[÷:]/g, "/")
		.replace(/[−–—]/g, "-")
		.replace(/²/g, "^2")
		.replace(/³/g, "^3")
		.replace(/√/g, "sqrt ")
		.replace(/π/g, "pi")
		.replace(/½/g, "(1/2)")
		.replace(/¼/g, "(1/4)")
		.replace(/¾/g, "(3/4)")
		.replace(/\*\*/g, "^")
		.replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
		.replace(/\b(?:to the power of|raised to(?: the)?)\b/g, "^")
		.replace(/\b(?:multiplied by|times)\b/g, "*")
		.replace(/\b(?:divided by|over)\b/g, "/")
		.replace(/\bsquared\b/g, "^2")
		.replace(/\bcubed\b/g, "^3")
		.replace(/\bplus\b/g, "+")
		.replace(/\bminus\b/g, "-")
		.replace(/\b(?:modulo|mod)\b/g, " mod ")
		.replace(/\b(?:the )?square root(?: of)?\b/g, "sqrt ")
		.replace(/\b(?:the )?cube root(?: of)?\b/g, "cbrt ")
		.replace(/\bhalf of\b/g, "(1/2) *")
		.replace(/\b(?:percent|per cent)\b/g, "%")
		.replace(/(%|\d|\)) *of\b/g, "$1 *")
		.replace(/\bfactorial\b/g, "!")
		.replace(/(\d) *x *(?=\d)/g, "$1*");
}

function tokenise(text: string): Token[] | undefined {
	const tokens: Token[] = [];
	const pattern = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([a-z]+)|([-+*/^()!%]))/y;
	let at = 0;
	while (at < text.length) {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (!match) return /^\s*$/.test(text.slice(at)) ? tokens : undefined;
		at = pattern.lastIndex;
		if (match[1] !== undefined) tokens.push({ kind: "number", text: match[1] });
		else if (match[2] !== undefined) tokens.push({ kind: "word", text: match[2] });
		else tokens.push({ kind: "sign", text: match[3] ?? "" });
		if (tokens.length > tokensMax) return undefined;
	}
	return tokens;
}

/**
 * Parses arithmetic with the usual precedence: postfix ! and %, then ^ (from the right), then a
 * sign, then implied and explicit products and quotients, then sums. `x` is the only variable.
 * Undefined when the text is anything else.
 */
export function parseExpression(text: string): Expression | undefined {
	const tokens = tokenise(asSigns(text));
	if (!tokens || tokens.length === 0) return undefined;
	const parser = new Parser(tokens);
	const expression = parser.sum(0);
	return parser.isAtEnd() ? expression : undefined;
}

class Parser {
	private at = 0;
	private readonly tokens: readonly Token[];

	constructor(tokens: readonly Token[]) {
		this.tokens = tokens;
	}

	isAtEnd(): boolean {
		return this.at === this.tokens.length;
	}

	private take(...texts: string[]): string | undefined {
		const token = this.tokens[this.at];
		if (!token || token.kind === "number" || !texts.includes(token.text)) return undefined;
		this.at += 1;
		return token.text;
	}

	sum(depth: number): Expression | undefined {
		if (depth > depthMax) return undefined;
		let left = this.product(depth);
		while (left) {
			const op = this.take("+", "-");
			if (!op) break;
			const right = this.product(depth);
			if (!right) return undefined;
			left = { kind: "binary", op: op === "+" ? "+" : "-", left, right };
		}
		return left;
	}

	private product(depth: number): Expression | undefined {
		let left = this.signed(depth);
		while (left) {
			const op = this.take("*", "/", "mod");
			if (!op && !this.startsImpliedFactor()) break;
			const right = this.signed(depth);
			if (!right) return undefined;
			left = { kind: "binary", op: op === "/" || op === "mod" ? op : "*", left, right };
		}
		return left;
	}

	/** "2(3 + 4)", "2 pi" and "3x", but not "2 3". */
	private startsImpliedFactor(): boolean {
		const token = this.tokens[this.at];
		return token?.text === "(" || (token?.kind === "word" && token.text !== "mod");
	}

	private signed(depth: number): Expression | undefined {
		if (depth > depthMax) return undefined;
		if (this.take("+")) return this.signed(depth + 1);
		if (!this.take("-")) return this.raised(depth);
		const of = this.signed(depth + 1);
		return of && { kind: "negative", of };
	}

	private raised(depth: number): Expression | undefined {
		const left = this.postfix(depth);
		if (!left || !this.take("^")) return left;
		const right = this.signed(depth + 1);
		return right && { kind: "binary", op: "^", left, right };
	}

	private postfix(depth: number): Expression | undefined {
		let of = this.primary(depth);
		while (of) {
			const sign = this.take("!", "%");
			if (!sign) break;
			of = sign === "!" ? { kind: "factorial", of } : { kind: "percent", of };
		}
		return of;
	}

	private primary(depth: number): Expression | undefined {
		const token = this.tokens[this.at];
		if (!token) return undefined;
		this.at += 1;
		if (token.kind === "number") {
			if (token.text.length > 60) return undefined;
			return { kind: "number", value: parseDecimal(token.text) };
		}
		if (token.text === "(") {
			const inner = this.sum(depth + 1);
			return inner && this.take(")") ? inner : undefined;
		}
		if (token.text === "x") return { kind: "variable" };
		if (token.text === "pi") return { kind: "number", value: approx(Math.PI), tex: "\\pi" };
		if (token.text === "e") return { kind: "number", value: approx(Math.E), tex: "e" };
		const name = functionNames.find((known) => known === token.text);
		const of = name && depth < depthMax ? this.postfix(depth + 1) : undefined;
		return name && of && { kind: "call", name, of };
	}
}

/** One hundredth of a number. */
export const percentOf = (value: Num): Num => multiply(value, ratio(1n, 100n));
