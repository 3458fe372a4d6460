/** Makes visible text of what a model sends, piece by piece. */
export interface TextFilter {
	/** The visible text that this piece completes; "" when there is none yet. */
	push(piece: string): string;
	/** What was held back and is visible after all. */
	end(): string;
}

const opening = "<think>";
const closing = "</think>";

/**
 * Passes text on, mended for storing: no NUL, no half of a surrogate pair (a pair may come in two
 * pieces). With `hidesThinking`, a reply that begins with `<think>` shows only what follows
 * `</think>`: some servers send a reasoning model's thoughts inside the text.
 */
export function textFilter(hidesThinking: boolean): TextFilter {
	let state: "start" | "thinking" | "after" | "open" = hidesThinking ? "start" : "open";
	let held = "";

	const visible = (piece: string): string => {
		if (state === "open") return piece;
		held += piece;
		if (state === "start") {
			const begin = held.trimStart();
			if (begin.length < opening.length && opening.startsWith(begin)) return "";
			if (!begin.startsWith(opening)) return release();
			state = "thinking";
			held = begin.slice(opening.length);
		}
		if (state === "thinking") {
			const at = held.indexOf(closing);
			if (at < 0) {
				held = held.slice(-(closing.length - 1));
				return "";
			}
			state = "after";
			held = held.slice(at + closing.length);
		}
		held = held.trimStart();
		return held === "" ? "" : release();
	};
	const release = (): string => {
		const text = held;
		held = "";
		state = "open";
		return text;
	};

	let half = "";
	return {
		push(piece) {
			let text = half + visible(piece);
			half = "";
			if (text === "") return "";
			const last = text.charCodeAt(text.length - 1);
			if (last >= 0xd800 && last <= 0xdbff) {
				half = text.slice(-1);
				text = text.slice(0, -1);
			}
			return mend(text);
		},
		end() {
			const rest = half + (state === "start" ? held : "");
			half = "";
			held = "";
			return mend(rest);
		},
	};
}

function mend(text: string): string {
	const whole = text.isWellFormed() ? text : text.toWellFormed();
	return whole.includes("\u0000") ? whole.replaceAll("\u0000", "") : whole;
}
