/**
 * Where `deriveGrounded` leaves the log-likelihood, its first derivatives by the log-strengths u of
 * slot `a` and v of slot `b` and by the tie parameter, and its negated second derivatives.
 */
export const G_LOG = 0;
export const G_U = 1;
export const G_V = 2;
export const G_T = 3;
export const I_UU = 4;
export const I_UV = 5;
export const I_VV = 6;
export const I_UT = 7;
export const I_VT = 8;
export const I_TT = 9;

/**
 * Rao-Kupper grounded by both-bad: with strengths x = e^u, y = e^v and theta = 1 + e^tie,
 * P(a) = x / (x + theta y + 1), P(b) = y / (y + theta x + 1), P(both bad) = 1 / (1 + x + y), and a
 * tie is the rest, here in a form that does not cancel. The 1 is the ground: how good a reply must
 * be not to be bad. Strengths are therefore absolute, not just relative to each other.
 *
 * A `tie` of -Infinity (theta = 1) is the model without ties. `outcome` is a position in `outcomes`.
 */
export function deriveGrounded(
	outcome: number,
	u: number,
	v: number,
	tie: number,
	out: Float64Array,
): void {
	const top = Math.max(0, u, v);
	const x = Math.exp(u - top);
	const y = Math.exp(v - top);
	const ground = Math.exp(-top);
	const more = Math.exp(tie);
	out.fill(0);
	const isTie = outcome === 2;
	if (isTie) {
		out[G_LOG] = tie + u + v - 2 * top;
		out[G_U] = 1;
		out[G_V] = 1;
		out[G_T] = 1;
		addLogSum(out, 1, 2 * ground, (2 + more) * x, (2 + more) * y, more * x, more * y);
	} else if (outcome === 0) {
		out[G_LOG] = u - top;
		out[G_U] = 1;
	} else if (outcome === 1) {
		out[G_LOG] = v - top;
		out[G_V] = 1;
	} else {
		out[G_LOG] = -top;
	}
	if (isTie || outcome === 3) addLogSum(out, -1, ground, x, y, 0, 0);
	if (isTie || outcome === 0) addLogSum(out, -1, ground, x, (1 + more) * y, 0, more * y);
	if (isTie || outcome === 1) addLogSum(out, -1, ground, (1 + more) * x, y, more * x, 0);
}

/**
 * Adds `sign` ln(ground + x + y) with derivatives, where x grows with e^u and y with e^v, and the
 * parts `tieX` and `tieY` of them with e^tie.
 */
function addLogSum(
	out: Float64Array,
	sign: number,
	ground: number,
	x: number,
	y: number,
	tieX: number,
	tieY: number,
): void {
	const sum = ground + x + y;
	const a = x / sum;
	const b = y / sum;
	const p = tieX / sum;
	const q = tieY / sum;
	const add = (at: number, value: number) => {
		out[at] = (out[at] ?? 0) + sign * value;
	};
	add(G_LOG, Math.log(sum));
	add(G_U, a);
	add(G_V, b);
	add(G_T, p + q);
	add(I_UU, -a * (1 - a));
	add(I_UV, a * b);
	add(I_VV, -b * (1 - b));
	add(I_UT, -(p - (p + q) * a));
	add(I_VT, -(q - (p + q) * b));
	add(I_TT, -(p + q) * (1 - p - q));
}
