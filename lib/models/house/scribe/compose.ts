import type { Random } from "#lib/kernel/random.ts";
import { capitalise, shuffle } from "#lib/models/house/brain.ts";
import type { Instructions } from "./instructions.ts";
import { greetings, lines, openings, points, sentences } from "./stock.ts";

const itemsDefault = 3;

/** A text about the topic that keeps the instructions. */
export function compose(asked: Instructions, random: Random): string {
	const stock = makeStock(asked, random);
	let text = composeBody(asked, stock);
	if (asked.hasTitle && asked.shape !== "json") {
		text = `<<${capitalise(asked.topic)}>>\n\n${text}`;
	}
	const greeting = asked.greeting && greetings[asked.greeting];
	if (greeting) text = asked.shape === "json" ? text : `${greeting} ${text}`;
	if (asked.hasPostscript) text = `${text}\n\nP.S. ${stock.sentence(asked.sentences ?? 7)}`;
	if (asked.hasNoCommas && asked.shape !== "json") text = text.replace(/[,،、，]/g, "");
	text = setLetters(text, asked);
	if (asked.startWith) text = `${asked.startWith} ${text}`;
	if (asked.endWith) text = `${text}${asked.isQuoted ? " " : "\n\n"}${asked.endWith}`;
	return asked.isQuoted ? `"${text.replaceAll('"', "'")}"` : text;
}

interface Stock {
	/** The i-th sentence, point or line, about the topic; they repeat when used up. */
	sentence(i: number): string;
	point(i: number): readonly [heading: string, text: string];
	line(i: number): string;
}

function makeStock(asked: Instructions, random: Random): Stock {
	const about = (text: string) => capitalise(text.replaceAll("{t}", () => asked.topic));
	const [mixedSentences, mixedPoints, mixedLines] = [
		shuffle(sentences, random),
		shuffle(points, random),
		shuffle(lines, random),
	];
	const at = <T>(list: readonly T[], i: number, none: T) => list[i % list.length] ?? none;
	return {
		sentence: (i) => about(at(mixedSentences, i, "")),
		point(i) {
			const [heading, text] = at(mixedPoints, i, ["", ""] as const);
			return [heading, about(text)];
		},
		line: (i) => about(at(mixedLines, i, "")),
	};
}

function composeBody(asked: Instructions, stock: Stock): string {
	const items = asked.items ?? itemsDefault;
	const each = <T>(n: number, make: (i: number) => T) =>
		Array.from({ length: n }, (_, i) => make(i));
	switch (asked.shape) {
		case "prose":
			return composeProse(asked, stock);
		case "bullets":
			return each(items, (i) => `- **${stock.point(i)[0]}:** ${stock.point(i)[1]}.`).join("\n");
		case "numbered":
			return each(items, (i) => `${i + 1}. ${stock.point(i)[1]}.`).join("\n");
		case "lines":
			return each(asked.items ?? itemsDefault, (i) => stock.line(i)).join("  \n");
		case "acrostic":
			return [...asked.acrostic]
				.map(
					(letter, i) =>
						`${openings[letter.toLowerCase()] ?? letter}, ${lowerFirst(stock.line(i))}`,
				)
				.map((line, i) => `${asked.acrostic[i]?.toUpperCase() ?? ""}${line.slice(1)}`)
				.join("  \n");
		case "json":
			return JSON.stringify(
				{
					topic: asked.topic,
					items: each(items, (i) => ({ name: stock.point(i)[0], text: stock.point(i)[1] })),
				},
				null,
				2,
			);
		case "table": {
			const rows = each(items, (i) => `| ${i + 1} | ${stock.point(i)[0]} | ${stock.point(i)[1]} |`);
			return ["| No. | Aspect | Note |", "|---|---|---|", ...rows].join("\n");
		}
		case "code": {
			const name =
				asked.topic
					.toLowerCase()
					.replace(/[^a-z0-9]+/g, "_")
					.replace(/^_+|_+$/g, "") || "topic";
			const notes = each(items, (i) => `    ${JSON.stringify(stock.point(i)[1])},`);
			return [
				"```python",
				`notes_on_${name} = [`,
				...notes,
				"]",
				"",
				`for note in notes_on_${name}:`,
				"    print(note)",
				"```",
			].join("\n");
		}
	}
}

function composeProse(asked: Instructions, stock: Stock): string {
	const extra = asked.keywords.length > 0 ? [`Here belong ${asked.keywords.join(" and ")}.`] : [];
	const { wordsMin, wordsMax } = asked;
	if (
		asked.greeting &&
		asked.sentences === undefined &&
		wordsMin === undefined &&
		wordsMax === undefined
	) {
		return "How are you today?";
	}
	if (wordsMin !== undefined || wordsMax !== undefined) {
		const goal = wordsMin ?? Math.max(1, Math.floor((wordsMax ?? 1) * 0.8));
		const words: string[] = extra.flatMap((s) => s.split(" "));
		for (let i = 0; words.length < goal; i++) words.push(...stock.sentence(i).split(" "));
		const cut = words.slice(0, wordsMax ?? words.length).join(" ");
		return /[.!?]$/.test(cut) ? cut : `${cut.replace(/[,;:]$/, "")}.`;
	}
	const paragraphs = asked.paragraphs ?? 1;
	const total = asked.sentences ?? paragraphs * 3;
	const all = [...extra, ...Array.from({ length: total }, (_, i) => stock.sentence(i))].slice(
		0,
		total,
	);
	const size = Math.ceil(total / paragraphs);
	return Array.from({ length: paragraphs }, (_, p) => all.slice(p * size, (p + 1) * size).join(" "))
		.filter(Boolean)
		.join("\n\n");
}

function setLetters(text: string, asked: Instructions): string {
	if (asked.shape === "code") return text;
	if (asked.letters === "upper") return text.toUpperCase();
	if (asked.letters === "lower") return text.toLowerCase();
	return asked.letters === "title"
		? text.replace(/(?<![\p{L}'])\p{L}/gu, (c) => c.toUpperCase())
		: text;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
