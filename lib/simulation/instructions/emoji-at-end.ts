import { defineInstruction } from "./instruction.ts";

/** Flags, keycaps, and pictures with their modifiers and joined parts; not © or ™ as text. */
const emoji =
	/\p{RI}{2}|[\d#*]\ufe0f\u20e3|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Emoji_Modifier_Base}(?=\p{Emoji_Modifier}))[\ufe0f\p{Emoji_Modifier}]?(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)*/gu;

/** Nothing but white space and a closing quotation mark may stand between or after the emoji. */
export const emojiAtEnd = defineInstruction("parley:emoji_at_end", "Emoji at the end", (text) => {
	const found = [...text.matchAll(emoji)];
	const first = found[0];
	if (first === undefined) return { ok: false, detail: "no emoji" };
	const rest = text.slice(first.index).replace(emoji, "").trim();
	const ok = rest === "" || /^["”“»]$/.test(rest);
	return { ok, detail: ok ? `${found.length} at the end` : "text after an emoji" };
});
