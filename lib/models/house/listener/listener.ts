import type { Random } from "#lib/kernel/random.ts";
import {
	asksIdentity,
	type BrainMessage,
	capitalise,
	earlierTexts,
	type HouseBrain,
	lastUserText,
	pick,
} from "#lib/models/house/brain.ts";
import type { Script } from "./script.ts";
import { german } from "./script-de.ts";
import { english } from "./script-en.ts";
import { french } from "./script-fr.ts";

const scripts = [english, french, german] as const;
const groupCharsMax = 160;

/**
 * A reflective listener: finds the highest-ranked keyword in the latest message, takes the clause
 * apart and gives it back as a question. Without a keyword it returns to something remembered from
 * earlier messages, else it says something that fits everywhere.
 */
export const listener: HouseBrain = {
	respond(messages, random) {
		const text = lastUserText(messages).slice(0, 2_000).replace(/[’‘]/g, "'");
		const script = scriptFor(messages, text);
		const said = new Set(messages.flatMap((m) => (m.role === "assistant" ? [m.text] : [])));
		const fresh = (candidates: readonly string[]) => {
			const unsaid = candidates.filter((candidate) => !said.has(candidate));
			return pick(unsaid.length > 0 ? unsaid : candidates, random);
		};
		if (text.trim() === "") return fresh(script.silences);
		if (asksIdentity(text)) return fresh(script.deflections);
		const assembled = assemble(script, text);
		if (assembled) return fresh(assembled);
		const recalled = recall(script, messages, random);
		return fresh(recalled ?? script.fallbacks);
	},
};

function scriptFor(messages: readonly BrainMessage[], text: string): Script {
	const scoreOf = (script: Script, source: string) =>
		(source.toLowerCase().match(/[\p{L}']+/gu) ?? []).filter((w) => script.markers.includes(w))
			.length;
	const best = (source: string) => {
		const ranked = scripts.map((script) => ({ script, score: scoreOf(script, source) }));
		ranked.sort((x, y) => y.score - x.score);
		return ranked[0];
	};
	const here = best(text);
	if (here && here.score > 0) return here.script;
	const before = best(earlierTexts(messages, "user").join(" ").slice(0, 2_000));
	return before && before.score > 0 ? before.script : english;
}

/** The candidates of the best keyword over all clauses, or undefined without any keyword. */
function assemble(script: Script, text: string): string[] | undefined {
	const clauses = text.split(/[.!?;\n]+|, (?:but|aber|mais) /i).map((clause) => clause.trim());
	let best: { rank: number; candidates: string[] } | undefined;
	for (const clause of clauses.filter((c) => c !== "").slice(0, 40)) {
		for (const { rank, pattern, assemblies } of script.rules) {
			const match = best && best.rank >= rank ? null : pattern.exec(clause);
			if (!match) continue;
			const usable = assemblies.filter(
				(assembly) => !/\$1/.test(assembly) || reflect(script, match[1] ?? "") !== "",
			);
			if (usable.length === 0) continue;
			const fill = (assembly: string) =>
				assembly.replace(/\$(\d)/g, (_, n: string) => {
					const group = match[Number(n)] ?? "";
					const turned = reflect(script, group);
					return /^\s/.test(group) && turned ? ` ${turned}` : turned;
				});
			best = { rank, candidates: usable.map((assembly) => capitalise(fill(assembly))) };
		}
	}
	return best?.candidates;
}

/** The phrase with its pronouns turned round, without end punctuation, at most a few words long. */
export function reflect(script: Script, phrase: string): string {
	const phrases = Object.keys(script.reflections).sort((x, y) => y.length - x.length);
	const pronouns = new RegExp(`(?<![\\p{L}'])(?:${phrases.join("|")})(?![\\p{L}'])`, "giu");
	return phrase
		.slice(0, groupCharsMax)
		.toWellFormed()
		.replace(pronouns, (found) => script.reflections[found.toLowerCase()] ?? found)
		.replace(/\b(\p{L}+) I$/u, "$1 me")
		.replace(/[\s,.!?:;"“”]+$/u, "")
		.trim();
}

function recall(
	script: Script,
	messages: readonly BrainMessage[],
	random: Random,
): string[] | undefined {
	const things = earlierTexts(messages, "user").flatMap((text) => {
		const thing = script.memory.exec(text)?.[1];
		return thing ? [reflect(script, thing)] : [];
	});
	if (things.length === 0) return undefined;
	const thing = pick(things, random);
	return script.recalls.map((line) => line.replace("$1", () => thing));
}
