/** Something that one person sells to another. */
export interface Good {
	/** As it reads after "the". */
	name: string;
	/** What such a thing goes for, in coins: a multiple of 20, so that steps of 5 % are whole. */
	price: number;
}

/** Everyday goods, each a single used piece. */
export const goods: readonly Good[] = [
	{ name: "blue bicycle with the new chain", price: 180 },
	{ name: "oak writing desk", price: 240 },
	{ name: "sewing machine with its case", price: 120 },
	{ name: "set of six garden chairs", price: 160 },
	{ name: "record player", price: 140 },
	{ name: "electric cooker", price: 200 },
	{ name: "child's bunk bed", price: 260 },
	{ name: "pair of hiking boots", price: 60 },
	{ name: "coffee grinder", price: 40 },
	{ name: "beginner's cello", price: 620 },
	{ name: "two-person tent", price: 100 },
	{ name: "wheelbarrow and tools", price: 80 },
	{ name: "upright freezer", price: 220 },
	{ name: "rowing boat with oars", price: 480 },
	{ name: "framed map of the coast", price: 20 },
	{ name: "cargo trailer", price: 360 },
];
