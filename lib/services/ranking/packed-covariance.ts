/** A symmetric row-major matrix as its upper triangle by rows: 8-byte floats, little-endian, no digit lost. */
export function packTriangle(values: readonly number[]): Buffer {
	const size = Math.sqrt(values.length);
	const packed = Buffer.alloc((size * (size + 1) * 8) / 2);
	let at = 0;
	for (let i = 0; i < size; i++)
		for (let j = i; j < size; j++) at = packed.writeDoubleLE(values[i * size + j] ?? 0, at);
	return packed;
}

/** The matrix again. */
export function unpackTriangle(packed: Buffer): number[] {
	const size = (Math.sqrt(1 + packed.length) - 1) / 2;
	const values = new Array<number>(size * size).fill(0);
	let at = 0;
	for (let i = 0; i < size; i++)
		for (let j = i; j < size; j++, at += 8) {
			const value = packed.readDoubleLE(at);
			values[i * size + j] = value;
			values[j * size + i] = value;
		}
	return values;
}
