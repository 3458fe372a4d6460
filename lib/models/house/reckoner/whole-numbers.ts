import { ratio } from "./number.ts";
import type { Solution } from "./solution.ts";

const factorMax = 1e12;

/** Prime factors, greatest common divisor and least common multiple of whole numbers. */
export function solveWholeNumbers(text: string): Solution | undefined {
	const numbers = (text.match(/\d{1,15}/g) ?? []).map(Number);
	const [first] = numbers;
	if (first === undefined) return undefined;
	if (/\b(?:gcd|greatest common (?:divisor|factor)|hcf|highest common factor)\b/i.test(text)) {
		return common(numbers, "gcd");
	}
	if (/\b(?:lcm|least common multiple|lowest common multiple)\b/i.test(text)) {
		return common(numbers, "lcm");
	}
	const wantsFactors = /\b(?:prime factors?|factori[sz]e|prime factori[sz]ation)\b/i.test(text);
	const asksPrime = /\bprime\b/i.test(text);
	if ((!wantsFactors && !asksPrime) || first < 2 || first > factorMax) return undefined;
	const factors = primeFactors(first);
	const isPrime = factors.length === 1;
	return {
		steps: [
			isPrime
				? `No prime up to $\\sqrt{${first}}$ divides ${first}.`
				: `$$${first} = ${factors.join(" \\times ")}$$`,
		],
		result: ratio(BigInt(first)),
		suffix: isPrime ? " is prime" : wantsFactors ? ` = ${factors.join(" × ")}` : " is not prime",
	};
}

function primeFactors(n: number): number[] {
	const factors: number[] = [];
	let rest = n;
	for (let p = 2; p * p <= rest; p += p === 2 ? 1 : 2) {
		while (rest % p === 0) {
			factors.push(p);
			rest /= p;
		}
	}
	return rest > 1 ? [...factors, rest] : factors;
}

function common(numbers: readonly number[], kind: "gcd" | "lcm"): Solution | undefined {
	const values = numbers
		.slice(0, 20)
		.map(BigInt)
		.filter((value) => value > 0n);
	if (values.length < 2) return undefined;
	const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
	const join = kind === "gcd" ? gcd : (a: bigint, b: bigint) => (a / gcd(a, b)) * b;
	const result = values.reduce(join);
	return {
		steps: [`$$\\operatorname{${kind}}(${values.join(", ")}) = ${result}$$`],
		result: ratio(result),
	};
}
