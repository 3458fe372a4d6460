import { createElement, type ReactNode } from "react";

// React's types know no MathML elements; every browser does, and screen readers read them.
const element = (tag: string, ...children: ReactNode[]) => createElement(tag, null, ...children);
const row = (...children: ReactNode[]) => element("mrow", ...children);
/** A letter; `mo` for signs, `mn` for numbers. */
const mi = (letter: string) => element("mi", letter);
const mo = (sign: string) => element("mo", sign);
const mn = (value: number | string) => element("mn", String(value));
const sub = (base: string, index: string) => element("msub", mi(base), mi(index));
const power = (base: ReactNode, exponent: ReactNode) => element("msup", base, exponent);
const over = (top: ReactNode, bottom: ReactNode) => element("mfrac", top, bottom);
const bracketed = (...children: ReactNode[]) => row(mo("("), ...children, mo(")"));

/** A displayed formula; `label` says it in words. On a phone it may be wider than its box: keys reach it. */
function Formula({ label, children }: { label: string; children: ReactNode[] }) {
	return (
		<div
			role="group"
			aria-label={label}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
			tabIndex={0}
			className="my-3 overflow-x-auto overflow-y-hidden py-1 text-lg"
		>
			{createElement("math", { display: "block", "aria-label": label }, row(...children))}
		</div>
	);
}

const gap = () => row(sub("θ", "i"), mo("−"), sub("θ", "j"));
const oneMinus = (node: ReactNode) => bracketed(mn(1), mo("−"), node);

/** p = 1 / (1 + e^-(θi − θj)) */
export function PreferenceFormula() {
	return (
		<Formula label="p of i preferred to j equals 1 over 1 plus e to the minus (theta i minus theta j)">
			{[
				sub("p", "ij"),
				mo("="),
				over(mn(1), row(mn(1), mo("+"), power(mi("e"), row(mo("−"), bracketed(gap()))))),
			]}
		</Formula>
	);
}

/** max over θ of the sum over votes of y ln p + (1 − y) ln (1 − p) */
export function LikelihoodFormula() {
	return (
		<Formula label="maximise over theta the sum over votes v of y log p plus (1 minus y) log (1 minus p)">
			{[
				element("munder", mo("max"), mi("θ")),
				element("munder", mo("∑"), mi("v")),
				bracketed(
					sub("y", "v"),
					mi("ln"),
					sub("p", "v"),
					mo("+"),
					oneMinus(sub("y", "v")),
					mi("ln"),
					oneMinus(sub("p", "v")),
				),
			]}
		</Formula>
	);
}

/** score = centre + scale / ln base · (θi − mean θ) */
export function ScoreFormula(props: { scale: number; base: number; centre: number }) {
	return (
		<Formula
			label={`score i equals ${props.centre} plus ${props.scale} over log ${props.base} times (theta i minus the mean of theta)`}
		>
			{[
				sub("s", "i"),
				mo("="),
				mn(props.centre),
				mo("+"),
				over(mn(props.scale), row(mi("ln"), mn(props.base))),
				bracketed(sub("θ", "i"), mo("−"), element("mover", mi("θ"), mo("¯"))),
			]}
		</Formula>
	);
}

/** V = H⁺ G H⁺, and H and G as sums over pairs. */
export function SandwichFormulas() {
	const inverse = power(mi("H"), mo("+"));
	const outer = row(mi("d"), power(mi("d"), mo("′")));
	const half = over(mn(1), mn(2));
	const square = (node: ReactNode) => power(node, mn(2));
	return (
		<>
			<Formula label="V equals H plus times G times H plus">
				{[mi("V"), mo("="), inverse, mi("G"), inverse]}
			</Formula>
			<Formula label="H equals the sum over pairs of m p (1 minus p) d d transposed">
				{[mi("H"), mo("="), mo("∑"), mi("m"), mi("p"), oneMinus(mi("p")), outer]}
			</Formula>
			<Formula label="G equals the sum over pairs of n won (1 minus p) squared plus n lost p squared plus n halved (one half minus p) squared, times d d transposed">
				{[
					mi("G"),
					mo("="),
					mo("∑"),
					row(
						mo("["),
						sub("n", "w"),
						square(oneMinus(mi("p"))),
						mo("+"),
						sub("n", "l"),
						square(mi("p")),
						mo("+"),
						sub("n", "h"),
						square(bracketed(half, mo("−"), mi("p"))),
						mo("]"),
					),
					outer,
				]}
			</Formula>
		</>
	);
}

/** |θi − θj| > z √(Vii + Vjj − 2 Vij) */
export function DifferenceFormula({ quantile }: { quantile: string }) {
	const under = row(sub("V", "ii"), mo("+"), sub("V", "jj"), mo("−"), mn(2), sub("V", "ij"));
	return (
		<Formula
			label={`the absolute difference of theta i and theta j is larger than ${quantile} times the square root of V i i plus V j j minus 2 V i j`}
		>
			{[mo("|"), gap(), mo("|"), mo(">"), mn(quantile), element("msqrt", under)]}
		</Formula>
	);
}

/** G = K / (K − 1) · (N − 1) / (N − P) Σ over voters of s s′ */
export function ClusterFormula() {
	return (
		<Formula label="G equals K over K minus 1 times N minus 1 over N minus P times the sum over voters k of s k times s k transposed">
			{[
				mi("G"),
				mo("="),
				over(mi("K"), row(mi("K"), mo("−"), mn(1))),
				over(row(mi("N"), mo("−"), mn(1)), row(mi("N"), mo("−"), mi("P"))),
				element("munder", mo("∑"), mi("k")),
				sub("s", "k"),
				element("msubsup", mi("s"), mi("k"), mo("′")),
			]}
		</Formula>
	);
}

/** ln (p / (1 − p)) = θi − θj + x β */
export function StyleFormula() {
	return (
		<Formula label="log of p over 1 minus p equals theta i minus theta j plus the sum over features f of x f beta f">
			{[
				mi("ln"),
				over(mi("p"), row(mn(1), mo("−"), mi("p"))),
				mo("="),
				gap(),
				mo("+"),
				element("munder", mo("∑"), mi("f")),
				sub("x", "f"),
				sub("β", "f"),
			]}
		</Formula>
	);
}
