interface Bounds {
	rating: number | null;
	lower: number | null;
	upper: number | null;
	status: string;
}

/**
 * A bar for each interval on one common scale, the rating marked in it. The scale is that of the
 * ratings that votes determine; an interval that reaches further ends in an arrow.
 */
export function intervalBars(rows: readonly Bounds[], width: number): string[] {
	const determined = rows.filter((row) => row.lower !== null && row.status !== "separated");
	const scaled = determined.length > 0 ? determined : rows.filter((row) => row.lower !== null);
	const from = Math.min(...scaled.map((row) => row.lower ?? 0));
	const to = Math.max(...scaled.map((row) => row.upper ?? 0));
	const place = (value: number) =>
		to > from ? Math.round(((value - from) / (to - from)) * (width - 1)) : 0;
	return rows.map(({ rating, lower, upper }) => {
		if (rating === null || lower === null || upper === null) return "";
		const cells = new Array<string>(width).fill(" ");
		const clamp = (at: number) => Math.max(0, Math.min(width - 1, at));
		const [start, middle, end] = [place(lower), place(rating), place(upper)];
		for (let at = clamp(start); at <= clamp(end); at++) cells[at] = "─";
		if (start < 0) cells[0] = "◀";
		if (end > width - 1) cells[width - 1] = "▶";
		if (middle >= 0 && middle < width) cells[middle] = "●";
		return cells.join("").trimEnd();
	});
}
