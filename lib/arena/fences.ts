/** One fenced code block of a Markdown text. `info` is the first word after the fence, lower case. */
export interface Fence {
	info: string;
	body: string;
}

const fenceLine = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`{]*)/;

/**
 * Splits a Markdown text into its prose and its fenced code blocks (``` or ~~~), line by line and
 * in linear time. A fence that is never closed reaches to the end, as it does when a reply was cut.
 */
export function splitFences(text: string): { prose: string; fences: Fence[] } {
	const prose: string[] = [];
	const fences: Fence[] = [];
	let open: { mark: string; info: string; lines: string[] } | null = null;
	for (const line of text.split("\n")) {
		const match = fenceLine.exec(line);
		const mark = match?.[1] ?? "";
		if (open === null) {
			if (mark === "") prose.push(line);
			else open = { mark, info: (match?.[2] ?? "").toLowerCase(), lines: [] };
		} else if (mark.startsWith(open.mark) && line.trim() === mark) {
			fences.push({ info: open.info, body: open.lines.join("\n") });
			open = null;
		} else open.lines.push(line);
	}
	if (open !== null) fences.push({ info: open.info, body: open.lines.join("\n") });
	return { prose: prose.join("\n"), fences };
}
