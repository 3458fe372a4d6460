import { defineInstruction } from "./instruction.ts";
import { tableWidths } from "./text/tables.ts";

export const tableColumns = defineInstruction(
	"parley:table_columns",
	"Table columns",
	(text, { columns }) => {
		const tables = tableWidths(text);
		const ok = tables.length > 0 && tables.flat().every((width) => width === columns);
		const widths = [...new Set(tables.flat())].join(", ");
		return { ok, detail: tables.length === 0 ? "no table" : `rows of ${widths} cells` };
	},
);
