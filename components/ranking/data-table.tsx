import { ScrollBox } from "./scroll-box.tsx";

/** A plain table of figures; the first column heads its row. */
export function DataTable(props: {
	caption: string;
	scrollLabel: string;
	columns: readonly string[];
	rows: readonly (readonly string[])[];
}) {
	return (
		<ScrollBox label={props.scrollLabel}>
			<table className="border-collapse text-sm">
				<caption className="sr-only">{props.caption}</caption>
				<thead>
					<tr className="border-line-strong border-b">
						{props.columns.map((column, index) => (
							<th
								key={column}
								scope="col"
								className={`px-2 py-1.5 font-semibold first:ps-0 ${index === 0 ? "text-start" : "text-end"}`}
							>
								{column}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{props.rows.map((row, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
						<tr key={index} className="border-line border-b">
							{row.map((cell, column) =>
								column === 0 ? (
									<th
										key={props.columns[column]}
										scope="row"
										className="py-1.5 pe-2 text-start font-normal"
									>
										{cell}
									</th>
								) : (
									<td
										key={props.columns[column]}
										className="figures whitespace-nowrap px-2 py-1.5 text-end"
									>
										{cell}
									</td>
								),
							)}
						</tr>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}
