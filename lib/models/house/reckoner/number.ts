/** A number as exact fraction (lowest terms, d > 0) or, where that is impossible, as a float. */
export type Num = { kind: "exact"; n: bigint; d: bigint } | { kind: "approx"; x: number };

/** Exact numbers with more digits than this become floats, so that no input is slow. */
const digitsMax = 400;

function gcd(a: bigint, b: bigint): bigint {
	let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
	while (y !== 0n) [x, y] = [y, x % y];
	return x;
}

/** n/d in lowest terms. Division by zero gives NaN. */
export function ratio(n: bigint, d: bigint = 1n): Num {
	if (d === 0n) return approx(Number.NaN);
	const g = gcd(n, d) || 1n;
	const sign = d < 0n ? -1n : 1n;
	const [p, q] = [(sign * n) / g, (sign * d) / g];
	const limit = 10n ** BigInt(digitsMax);
	if (p > limit || p < -limit || q > limit) return approx(Number(p) / Number(q));
	return { kind: "exact", n: p, d: q };
}

/** A float; one that is a small whole number stays a float, since it may be rounded. */
export const approx = (x: number): Num => ({ kind: "approx", x });

/** A decimal numeral such as "1200", "0.25" or ".5". */
export function parseDecimal(text: string): Num {
	const [int = "", frac = ""] = text.split(".");
	return ratio(BigInt(`${int}${frac}` || "0"), 10n ** BigInt(frac.length));
}

export const toFloat = (a: Num): number => (a.kind === "approx" ? a.x : divideBig(a.n, a.d));

function divideBig(n: bigint, d: bigint): number {
	const direct = Number(n) / Number(d);
	if (Number.isFinite(direct)) return direct;
	return Number((n * 10n ** 18n) / d) / 1e18;
}

export const isWhole = (a: Num): boolean => a.kind === "exact" && a.d === 1n;
export const isFiniteNum = (a: Num): boolean => Number.isFinite(toFloat(a));

export function add(a: Num, b: Num): Num {
	if (a.kind === "exact" && b.kind === "exact") return ratio(a.n * b.d + b.n * a.d, a.d * b.d);
	return approx(toFloat(a) + toFloat(b));
}

export function multiply(a: Num, b: Num): Num {
	if (a.kind === "exact" && b.kind === "exact") return ratio(a.n * b.n, a.d * b.d);
	return approx(toFloat(a) * toFloat(b));
}

export const negate = (a: Num): Num => (a.kind === "exact" ? ratio(-a.n, a.d) : approx(-a.x));
export const subtract = (a: Num, b: Num): Num => add(a, negate(b));

export function divide(a: Num, b: Num): Num {
	if (a.kind === "exact" && b.kind === "exact") return ratio(a.n * b.d, a.d * b.n);
	return approx(toFloat(a) / toFloat(b));
}

/** a to the power b: exact for whole exponents of moderate size, and for exact square roots. */
export function power(a: Num, b: Num): Num {
	if (a.kind === "exact" && b.kind === "exact") {
		if (b.d === 2n && b.n === 1n) return squareRoot(a);
		const size = (a.n < 0n ? -a.n : a.n).toString().length + a.d.toString().length;
		const exponent = b.n < 0n ? -b.n : b.n;
		if (b.d === 1n && exponent * BigInt(size) <= BigInt(digitsMax * 2)) {
			const [n, d] = [a.n ** exponent, a.d ** exponent];
			return b.n < 0n ? ratio(d, n) : ratio(n, d);
		}
	}
	return approx(toFloat(a) ** toFloat(b));
}

export function squareRoot(a: Num): Num {
	if (a.kind === "exact" && a.n >= 0n) {
		const [n, d] = [wholeRoot(a.n), wholeRoot(a.d)];
		if (n !== undefined && d !== undefined) return ratio(n, d);
	}
	return approx(Math.sqrt(toFloat(a)));
}

/** The square root of a perfect square, else undefined (Newton's method on integers). */
function wholeRoot(n: bigint): bigint | undefined {
	if (n < 2n) return n;
	let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
	for (;;) {
		const y = (x + n / x) >> 1n;
		if (y >= x) return x * x === n ? x : undefined;
		x = y;
	}
}

const groups = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** As plain text: whole and terminating decimals exactly, other fractions as "7/3". */
export function showNum(a: Num): string {
	if (a.kind === "approx") return showFloat(a.x);
	const sign = a.n < 0n ? "-" : "";
	const n = a.n < 0n ? -a.n : a.n;
	if (a.d === 1n) return sign + groups(n.toString());
	const places = decimalPlaces(a.d);
	if (places === undefined || places > 8) return `${sign}${n}/${a.d}`;
	const digits = ((n * 10n ** BigInt(places)) / a.d).toString().padStart(places + 1, "0");
	return `${sign}${groups(digits.slice(0, -places))}.${digits.slice(-places)}`;
}

/** As TeX, fractions built up and the thousands' commas without a space after them. */
export function texNum(a: Num): string {
	const text = showNum(a);
	const fraction = /^(-?)(\d+)\/(\d+)$/.exec(text);
	if (fraction) return `${fraction[1]}\\frac{${fraction[2]}}{${fraction[3]}}`;
	const power10 = /^(.+)e([+-]?\d+)$/.exec(text);
	if (power10) return `${power10[1]} \\times 10^{${Number(power10[2])}}`;
	return text.replace(/,/g, "{,}");
}

/** For a fraction that does not end, the decimal beside it; "" when the number says it all. */
export function roundedBeside(a: Num): string {
	return showNum(a).includes("/") ? showFloat(toFloat(a)) : "";
}

function showFloat(x: number): string {
	if (!Number.isFinite(x)) return String(x);
	const size = Math.abs(x);
	if (size !== 0 && (size >= 1e15 || size < 1e-6))
		return x.toPrecision(8).replace(/\.?0+(?=e)/, "");
	const [int = "0", frac] = String(Number(x.toPrecision(10))).split(".");
	return groups(int) + (frac ? `.${frac}` : "");
}

/** The places after the point of 1/d if it ends, that is, if d has no factors but 2 and 5. */
function decimalPlaces(d: bigint): number | undefined {
	let rest = d;
	let [twos, fives] = [0, 0];
	while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1];
	while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1];
	return rest === 1n ? Math.max(twos, fives) : undefined;
}
