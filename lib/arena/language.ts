import { eld } from "eld/medium";
import { splitFences } from "./fences.ts";

/** Fewer letters than this say too little. */
const lettersMin = 12;
/** The detector gains nothing from more, and costs time for it. UTF-16 units. */
const sampleMax = 3000;

const notLanguage =
	/`[^`\n]*`|https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}|<[^>\n]{1,200}>|\$\$?[^$\n]{1,200}\$\$?/g;
const letter = /\p{L}/gu;
/** One character of these scripts says about as much as three letters. */
const denseLetter = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;
const kana = /[\p{sc=Hiragana}\p{sc=Katakana}]/gu;
const han = /\p{sc=Han}/gu;
const hangul = /\p{sc=Hangul}/gu;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/**
 * The language of a text as an ISO 639-1 code, or `null` when it holds too little of any: fewer
 * than 12 letters (a Chinese, Japanese or Korean character counts as three) outside code, formulas
 * and addresses. The detector's tables are part of its module: importing this file loads them.
 */
export function detectLanguage(text: string): string | null {
	const prose = splitFences(text).prose.replace(notLanguage, " ");
	const sample = prose.slice(0, sampleMax).toWellFormed();
	const letters = count(sample, letter);
	const dense = count(sample, denseLetter);
	if (letters + 2 * dense < lettersMin) return null;
	// The scripts decide these three; a borrowed Latin word or two must not.
	if (dense * 3 > letters - dense) {
		if (count(sample, hangul) > dense / 2) return "ko";
		const kanaCount = count(sample, kana);
		if (kanaCount * 10 >= count(sample, han)) return "ja";
		return "zh";
	}
	const { language } = eld.detect(sample);
	return language === "" ? null : language;
}
