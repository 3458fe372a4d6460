import {
	type Cells,
	linesOf,
	type Mark,
	type Placement,
	place,
	placements,
	type Variant,
} from "./board.ts";

/** What best play by both gives the one who moves next: 1 a win, 0 a draw, -1 a loss. */
export type Value = 1 | 0 | -1;

/** The value of a board on which the game goes on. */
export function valueOfBoard(variant: Variant, cells: Cells): Value {
	return tableOf(variant, cells).value(cells);
}

/** All placements that keep the value of the board, in the order of `placements`. */
export function keepingPlacements(variant: Variant, cells: Cells): Placement[] {
	const table = tableOf(variant, cells);
	const value = table.value(cells);
	return placements(variant, cells).filter((placement) => {
		const after = place(variant, cells, placement);
		return (after.outcome ?? -table.value(after.cells)) === value;
	});
}

interface Table {
	value(cells: Cells): Value;
}

const TABLES_MAX = 64;
const tables = new Map<string, Table>();

/** The table of a variant and its blocked cells, remembered for the latest ones. */
function tableOf(variant: Variant, cells: Cells): Table {
	const layout = cells.replaceAll(/[XO]/g, ".");
	const key = `${variant.misere}|${variant.wild}|${layout}`;
	const known = tables.get(key);
	if (known !== undefined) return known;
	const table = makeTable(variant, layout);
	const [oldest] = tables.keys();
	if (tables.size >= TABLES_MAX && oldest !== undefined) tables.delete(oldest);
	tables.set(key, table);
	return table;
}

/**
 * Values by depth-first search, each board worked out once: a board is a number with one digit to the base 3 for each
 * cell that is not blocked.
 */
function makeTable({ size, misere, wild }: Variant, layout: Cells): Table {
	const open = [...layout].flatMap((content, cell) => (content === "#" ? [] : [cell]));
	const weights = open.map((_, i) => 3 ** i);
	const lines = open.map((cell) => linesOf(size).filter((line) => line.includes(cell)));
	/** The value plus 2; 0 where it is not known. */
	const values = new Uint8Array(3 ** open.length);
	const digits = new Uint8Array(layout.length);

	const makesLine = (place: number, digit: number) =>
		(lines[place] ?? []).some(
			([a, b, c]) => digits[a] === digit && digits[b] === digit && digits[c] === digit,
		);

	function search(code: number, left: number, mover: 1 | 2): Value {
		const known = values[code] ?? 0;
		if (known > 0) return (known - 2) as Value;
		let best: Value = -1;
		for (let i = 0; i < open.length && best < 1; i++) {
			const cell = open[i] ?? 0;
			if (digits[cell] !== 0) continue;
			for (const digit of wild ? ([1, 2] as const) : [mover]) {
				digits[cell] = digit;
				const value = after(code + digit * (weights[i] ?? 0), i, left - 1, digit, mover);
				digits[cell] = 0;
				if (value > best) best = value;
			}
		}
		values[code] = best + 2;
		return best;
	}

	function after(code: number, place: number, left: number, digit: 1 | 2, mover: 1 | 2): Value {
		if (makesLine(place, digit)) return misere ? -1 : 1;
		if (left === 0) return 0;
		// Not a sign before it, which would make -0 of a draw.
		return (0 - search(code, left, mover === 1 ? 2 : 1)) as Value;
	}

	return {
		value(cells) {
			const placed: Record<Mark, number> = { X: 0, O: 0 };
			let code = 0;
			digits.fill(0);
			open.forEach((cell, i) => {
				const content = cells[cell];
				if (content !== "X" && content !== "O") return;
				placed[content] += 1;
				const digit = content === "X" ? 1 : 2;
				digits[cell] = digit;
				code += digit * (weights[i] ?? 0);
			});
			const left = open.length - placed.X - placed.O;
			return search(code, left, placed.X > placed.O ? 2 : 1);
		},
	};
}
