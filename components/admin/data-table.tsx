import type { ReactNode } from "react";

export interface Column {
	key: string;
	label: string;
	/** Figures stand at the end of their column. */
	isFigure?: boolean;
}

export interface Row {
	key: string;
	cells: Record<string, ReactNode>;
}

/**
 * A table with a caption, in a box of its own that scrolls sideways on narrow screens and can be
 * reached by keyboard. The first column names the row.
 */
export function DataTable(props: {
	caption: string;
	columns: readonly Column[];
	rows: readonly Row[];
}) {
	const { caption, columns, rows } = props;
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
		<section className="admin-table" aria-label={caption} tabIndex={0}>
			<table>
				<caption>{caption}</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<th key={column.key} scope="col" className={column.isFigure ? "text-end" : undefined}>
								{column.label}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={row.key}>
							{columns.map((column, i) =>
								i === 0 ? (
									<th key={column.key} scope="row">
										{row.cells[column.key]}
									</th>
								) : (
									<td key={column.key} className={column.isFigure ? "figures text-end" : undefined}>
										{row.cells[column.key]}
									</td>
								),
							)}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
