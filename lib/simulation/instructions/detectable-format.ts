import { constrainedOptions } from "./constrained-options.ts";
import { defineInstruction } from "./instruction.ts";
import { compareCount } from "./relation.ts";
import { bulletLines, withoutBulletMarks } from "./text/bullets.ts";
import { jsonBody } from "./text/json-body.ts";

export const numberBulletLists = defineInstruction(
	"detectable_format:number_bullet_lists",
	"Bullet points",
	(text, { num_bullets }) => {
		const found = bulletLines(text).length;
		return { ok: found === num_bullets, detail: `found ${found}, wanted exactly ${num_bullets}` };
	},
);

/** Exactly one of the three options stands in the reply, letter by letter; naming all of them answers nothing. */
export const constrainedResponse = defineInstruction(
	"detectable_format:constrained_response",
	"One of three answers",
	(text, _kwargs, { language }) => {
		const folded = text.normalize("NFC");
		const found = constrainedOptions(language).filter((option) => folded.includes(option));
		return { ok: found.length === 1, detail: `found ${found.length} of the options` };
	},
);

/** Markdown emphasis of one to three asterisks around text on one line. */
const highlight =
	/(?<![*\\])(\*{1,3})(?![\s*])[^*\n]*[^*\s\\]\1(?!\*)|(?<![*\\])(\*{1,3})[^*\s]\2(?!\*)/g;

export const numberHighlights = defineInstruction(
	"detectable_format:number_highlighted_sections",
	"Highlighted parts",
	(text, { num_highlights }) =>
		compareCount(
			withoutBulletMarks(text).match(highlight)?.length ?? 0,
			"at least",
			num_highlights,
		),
);

/** A section starts a line; a mention of one in the middle of a sentence starts nothing. */
export const multipleSections = defineInstruction(
	"detectable_format:multiple_sections",
	"Sections",
	(text, { section_spliter, num_sections }) => {
		const name = section_spliter.trim().replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
		const start = new RegExp(`^[ \\t#*_>"“«„-]*${name}[ \\t]*\\d+(?![\\p{L}\\d])`, "gmu");
		return compareCount(text.match(start)?.length ?? 0, "at least", num_sections);
	},
);

export const jsonFormat = defineInstruction("detectable_format:json_format", "JSON", (text) => {
	const ok = jsonBody(text) !== undefined;
	return { ok, detail: ok ? "an object or a list" : "the whole reply is no JSON object or list" };
});

/** Whether it holds anything is asked apart: in one pattern that takes quadratic time. */
const title = /<<([^\n<>]*)>>/g;

export const titled = defineInstruction("detectable_format:title", "Title", (text) => {
	const ok = [...text.matchAll(title)].some(([, inner = ""]) => inner.trim() !== "");
	return { ok, detail: ok ? "found" : "no <<title>>" };
});
