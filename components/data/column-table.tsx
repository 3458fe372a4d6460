import type { Column } from "#lib/datasets/columns.ts";

/** The columns of a format: name, type and what they hold. */
export function ColumnTable(props: {
	columns: readonly Column[];
	meaning: (column: string) => string;
	heads: { name: string; type: string; meaning: string };
}) {
	return (
		<table className="w-full border-collapse text-left text-sm">
			<thead>
				<tr className="border-line border-b">
					{[props.heads.name, props.heads.type, props.heads.meaning].map((head) => (
						<th key={head} scope="col" className="py-2 pe-4 font-semibold">
							{head}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{props.columns.map((column) => (
					<tr key={column.name} className="border-line border-b align-top">
						<th scope="row" className="py-1.5 pe-4 font-figures font-normal">
							{column.name}
						</th>
						<td className="py-1.5 pe-4 text-quiet">
							{column.type}
							{column.values.length === 0 ? null : (
								<span className="font-figures">: {column.values.join(" | ")}</span>
							)}
						</td>
						<td className="min-w-56 py-1.5">{props.meaning(column.name)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
