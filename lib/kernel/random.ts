/** A source of uniform numbers, passed in so that core code has no randomness of its own. */
export interface Random {
	/** Uniform in [0, 1) with 32 bits of resolution. */
	next(): number;
}

/**
 * A seeded generator: sfc32 (Chris Doty-Humphrey, PractRand), its state filled from the seed by
 * splitmix32. The same seed gives the same numbers on every machine.
 */
export function seededRandom(seed: number): Random {
	let s = seed >>> 0;
	const mix = () => {
		s = (s + 0x9e3779b9) | 0;
		let t = s ^ (s >>> 16);
		t = Math.imul(t, 0x21f0aaad);
		t ^= t >>> 15;
		t = Math.imul(t, 0x735a2d97);
		return (t ^ (t >>> 15)) >>> 0;
	};
	let a = mix();
	let b = mix();
	let c = mix();
	let d = 1;
	const next = () => {
		const t = (a + b + d) | 0;
		d = (d + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + t) | 0;
		return (t >>> 0) / 4294967296;
	};
	for (let i = 0; i < 12; i++) next();
	return { next };
}

/** An integer uniform in [0, n). `n` must be a positive integer below 2^32. */
export function randomInt(random: Random, n: number): number {
	return Math.floor(random.next() * n);
}

/** A 32-bit FNV-1a hash of a string, to make a seed out of a name. */
export function seedOf(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return h >>> 0;
}
