/** About the width of a letter of 14 px, in pixels. */
const LETTER = 7.6;
const WIDTH_MAX = 220;
/** Left free at the edge and between a label and its drawing. */
const MARGIN = 24;

/** Room for the longest label, in pixels, within reason. */
export function labelWidth(labels: readonly string[], max: number = WIDTH_MAX): number {
	const longest = Math.max(0, ...labels.map((label) => label.length));
	return Math.min(max, MARGIN + longest * LETTER);
}

/** The most room for the labels of a drawing that is wider than a phone and scrolls there. */
export const SCROLLED_MAX = 112;

/** The label, cut where it would not fit into the room that `labelWidth` gave. */
export function fitLabel(label: string, width: number): string {
	const letters = Math.floor((width - MARGIN) / LETTER + 1e-9);
	return label.length <= letters ? label : `${label.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}
