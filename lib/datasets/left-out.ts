/** Rows of a format, and how many conversations or pairs gave none, by reason. */
export interface FormattedRows<Row> {
	rows: Row[];
	leftOut: Record<string, number>;
}

/** Makes a row of each item, or says why there is none; an item may also give several. */
export function rowsOf<Item, Row>(
	items: readonly Item[],
	make: (item: Item) => Row | readonly Row[] | { leftOut: string },
): FormattedRows<Row> {
	const rows: Row[] = [];
	const leftOut: Record<string, number> = {};
	for (const item of items) {
		const made = make(item);
		if (isLeftOut(made)) leftOut[made.leftOut] = (leftOut[made.leftOut] ?? 0) + 1;
		else if (Array.isArray(made)) rows.push(...made);
		else rows.push(made as Row);
	}
	return { rows, leftOut };
}

const isLeftOut = (made: unknown): made is { leftOut: string } =>
	typeof made === "object" && made !== null && "leftOut" in made;
