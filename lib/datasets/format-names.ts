import { AppError } from "#lib/kernel/app-error.ts";

/** The row shapes that can be written, by name. */
export const formatNames = ["arena-140k", "parley"] as const;
export type FormatName = (typeof formatNames)[number];

/** The ways rows are encoded. */
export const encodings = ["jsonl", "csv"] as const;
export type Encoding = (typeof encodings)[number];

/** The format of that name. Throws `format-unknown` (422), which names those that work. */
export function requireFormat(name: string): FormatName {
	const found = formatNames.find((format) => format === name);
	if (found !== undefined) return found;
	throw new AppError(
		"format-unknown",
		`This format is not offered. Formats that are: ${formatNames.join(", ")}.`,
		{ status: 422, data: { formats: formatNames } },
	);
}

/** The encoding of that name. Throws `encoding-unknown` (422), which names those that work. */
export function requireEncoding(name: string): Encoding {
	const found = encodings.find((encoding) => encoding === name);
	if (found !== undefined) return found;
	throw new AppError(
		"encoding-unknown",
		`Rows are not written this way. Ways that work: ${encodings.join(", ")}.`,
		{ status: 422, data: { encodings } },
	);
}
