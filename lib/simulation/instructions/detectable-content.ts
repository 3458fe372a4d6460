import { defineInstruction } from "./instruction.ts";
import { compareCount } from "./relation.ts";

/** Square brackets on one line; a link's text is no placeholder. */
const bracketed = /\[([^[\]\n]*)\](?!\()/g;

/** Those with something in them. That is asked apart: in one pattern it takes quadratic time. */
function countPlaceholders(text: string): number {
	return [...text.matchAll(bracketed)].filter(([, inner = ""]) => inner.trim() !== "").length;
}

export const numberPlaceholders = defineInstruction(
	"detectable_content:number_placeholders",
	"Placeholders",
	(text, { num_placeholders }) =>
		compareCount(countPlaceholders(text), "at least", num_placeholders),
);

function markerPattern(marker: string): RegExp {
	// Each letter of the marker may be followed by a space; `P.P.S` may end in a full stop or not.
	const literal = [...marker.trim()]
		.map((character) =>
			character === "." ? "\\.[ ]?" : character.replace(/[^\p{L}\p{N}]/u, "\\$&"),
		)
		.join("")
		.replace(/\[ \]\?$/, "");
	return new RegExp(`(?<![\\p{L}.]|P\\.[ ])${literal}(?!\\p{L}).*\\p{L}`, "isu");
}

/** `P.S.` is not found inside `P.P.S.`, and something has to follow the marker. */
export const postscript = defineInstruction(
	"detectable_content:postscript",
	"Postscript",
	(text, { postscript_marker }) => {
		const ok = markerPattern(postscript_marker).test(text);
		return { ok, detail: ok ? "found" : `no postscript starts with ${postscript_marker}` };
	},
);
