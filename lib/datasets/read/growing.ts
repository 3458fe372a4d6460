type Numbers = Int32Array | Uint8Array | Float64Array;

/** A typed array that grows as it is filled. */
export class Growing<T extends Numbers> {
	private array: T;
	private readonly make: (length: number) => T;
	length = 0;

	constructor(make: (length: number) => T) {
		this.make = make;
		this.array = make(4096);
	}

	push(value: number): void {
		if (this.length === this.array.length) {
			const larger = this.make(2 * this.length);
			larger.set(this.array);
			this.array = larger;
		}
		this.array[this.length++] = value;
	}

	/** What was pushed, without a copy. */
	values(): T {
		return this.array.subarray(0, this.length) as T;
	}
}

export const growingInts = () => new Growing((length) => new Int32Array(length));
export const growingBytes = () => new Growing((length) => new Uint8Array(length));
export const growingFloats = () => new Growing((length) => new Float64Array(length));
