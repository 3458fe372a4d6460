/** Rows and columns `from` up to `to` (without it). */
export type Span = { from: number; to: number };

/** Entries of a row, and rows of `y`, that are worked on at once: 100 kB of them, which a cache holds. */
const STRETCH = 256;
const STRIP = 48;

/**
 * Adds `sign` X Y' to a part of C: to each entry of its `rows` and `columns` the product of that row of X
 * with that column's row of Y over the entries `along`. All three are row-major squares of `size`. C may
 * be X or Y where the part is outside of what is read.
 *
 * Every product of matrices here is brought into this form, because rows are what memory holds together:
 * three rows of each kind are gone through at once, so that each number read is used three times.
 */
export function addRowProducts(
	c: Float64Array,
	x: Float64Array,
	y: Float64Array,
	size: number,
	sign: 1 | -1,
	rows: Span,
	columns: Span,
	along: Span,
): void {
	for (let k0 = along.from; k0 < along.to; k0 += STRETCH) {
		const k1 = Math.min(along.to, k0 + STRETCH);
		for (let j0 = columns.from; j0 < columns.to; j0 += STRIP) {
			const j1 = Math.min(columns.to, j0 + STRIP);
			let i = rows.from;
			for (; i + 2 < rows.to; i += 3) {
				let j = j0;
				for (; j + 2 < j1; j += 3) addTile(c, x, y, size, sign, i, j, k0, k1);
				for (; j < j1; j++)
					for (let row = i; row < i + 3; row++) addOne(c, x, y, size, sign, row, j, k0, k1);
			}
			for (; i < rows.to; i++)
				for (let j = j0; j < j1; j++) addOne(c, x, y, size, sign, i, j, k0, k1);
		}
	}
}

/** Three rows by three columns. Nine sums are what the registers of a processor hold. */
function addTile(
	c: Float64Array,
	x: Float64Array,
	y: Float64Array,
	size: number,
	sign: number,
	i: number,
	j: number,
	from: number,
	to: number,
): void {
	const [x0, y0] = [i * size, j * size];
	const [x1, x2, y1, y2] = [x0 + size, x0 + 2 * size, y0 + size, y0 + 2 * size];
	let a0 = 0;
	let a1 = 0;
	let a2 = 0;
	let b0 = 0;
	let b1 = 0;
	let b2 = 0;
	let d0 = 0;
	let d1 = 0;
	let d2 = 0;
	for (let k = from; k < to; k++) {
		const u = x[x0 + k] ?? 0;
		const v = x[x1 + k] ?? 0;
		const w = x[x2 + k] ?? 0;
		const p = y[y0 + k] ?? 0;
		a0 += u * p;
		b0 += v * p;
		d0 += w * p;
		const q = y[y1 + k] ?? 0;
		a1 += u * q;
		b1 += v * q;
		d1 += w * q;
		const r = y[y2 + k] ?? 0;
		a2 += u * r;
		b2 += v * r;
		d2 += w * r;
	}
	const c0 = x0 + j;
	c[c0] = (c[c0] ?? 0) + sign * a0;
	c[c0 + 1] = (c[c0 + 1] ?? 0) + sign * a1;
	c[c0 + 2] = (c[c0 + 2] ?? 0) + sign * a2;
	const c1 = c0 + size;
	c[c1] = (c[c1] ?? 0) + sign * b0;
	c[c1 + 1] = (c[c1 + 1] ?? 0) + sign * b1;
	c[c1 + 2] = (c[c1 + 2] ?? 0) + sign * b2;
	const c2 = c1 + size;
	c[c2] = (c[c2] ?? 0) + sign * d0;
	c[c2 + 1] = (c[c2 + 1] ?? 0) + sign * d1;
	c[c2 + 2] = (c[c2 + 2] ?? 0) + sign * d2;
}

function addOne(
	c: Float64Array,
	x: Float64Array,
	y: Float64Array,
	size: number,
	sign: number,
	i: number,
	j: number,
	from: number,
	to: number,
): void {
	const at = i * size + j;
	c[at] = (c[at] ?? 0) + sign * rowProduct(x, i * size, y, j * size, from, to);
}

/** The product of two rows over the entries from `from` up to `to`, in four sums so that none waits. */
export function rowProduct(
	x: Float64Array,
	rowX: number,
	y: Float64Array,
	rowY: number,
	from: number,
	to: number,
): number {
	let a = 0;
	let b = 0;
	let c = 0;
	let d = 0;
	let k = from;
	for (; k + 3 < to; k += 4) {
		a += (x[rowX + k] ?? 0) * (y[rowY + k] ?? 0);
		b += (x[rowX + k + 1] ?? 0) * (y[rowY + k + 1] ?? 0);
		c += (x[rowX + k + 2] ?? 0) * (y[rowY + k + 2] ?? 0);
		d += (x[rowX + k + 3] ?? 0) * (y[rowY + k + 3] ?? 0);
	}
	for (; k < to; k++) a += (x[rowX + k] ?? 0) * (y[rowY + k] ?? 0);
	return a + b + (c + d);
}
