import type { Cells, Variant } from "./board.ts";

const open3 = ".........";

/** Boards of 4 by 4 with five blocked cells whose game is drawn, and on which random play mostly loses. */
const blockedLayouts: readonly Cells[] = [
	"##....##...#....",
	".##.#.#..#......",
	"#.#....#..#..#..",
	"#.....##...#..#.",
	"##.#.....#....#.",
	"#.....##...#.#..",
	"##....##.......#",
	"##....##.....#..",
	"#.#...#...#....#",
	"#.#..#.#....#...",
	"#.#...#...##....",
	"##....#.#......#",
	"#.#..###........",
	"##.#..#...#.....",
	"##..#.#........#",
	"###.......#.#...",
	"#.#....#..#.#...",
	"##.......#...##.",
	"##...#....##....",
	"#.#..##....#....",
	"#.#...#.#.....#.",
	"##.#......#..#..",
	"#.#..#....#..#..",
	"##....#.......##",
];

export interface Category {
	variant: Variant;
	/** Empty boards that a game may be on. */
	layouts: readonly Cells[];
}

/** The games of the suite, by category. */
export const categories = {
	"tic-tac-toe": { variant: { size: 3, misere: false, wild: false }, layouts: [open3] },
	misere: { variant: { size: 3, misere: true, wild: false }, layouts: [open3] },
	wild: { variant: { size: 3, misere: false, wild: true }, layouts: [open3] },
	blocked: { variant: { size: 4, misere: false, wild: false }, layouts: blockedLayouts },
} as const satisfies Readonly<Record<string, Category>>;

export type CategoryName = keyof typeof categories;
export const categoryNames = Object.keys(categories) as readonly CategoryName[];
