/** What a message asks of the form of a reply. Counts are bounded, whatever the message says. */
export interface Instructions {
	topic: string;
	shape: "prose" | "bullets" | "numbered" | "json" | "table" | "code" | "lines" | "acrostic";
	/** Items of a list, rows of a table, lines of a poem. */
	items: number | undefined;
	/** The word whose letters begin the lines of an acrostic. */
	acrostic: string;
	letters: "upper" | "lower" | "title" | undefined;
	wordsMin: number | undefined;
	wordsMax: number | undefined;
	sentences: number | undefined;
	paragraphs: number | undefined;
	startWith: string | undefined;
	endWith: string | undefined;
	greeting: string | undefined;
	keywords: string[];
	hasNoCommas: boolean;
	hasTitle: boolean;
	hasPostscript: boolean;
	isQuoted: boolean;
}

const countWords: Readonly<Record<string, number>> = {
	a: 1,
	an: 1,
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	eleven: 11,
	twelve: 12,
	twenty: 20,
	fifty: 50,
	hundred: 100,
};
const count = `(\\d{1,6}|${Object.keys(countWords).join("|")})`;
const quoted = `["“”'«‘]([^"“”»’\\n]{1,120}?)["“”'»’]`;

function readCount(text: string | undefined, most: number): number | undefined {
	if (text === undefined) return undefined;
	const value = countWords[text.toLowerCase()] ?? Number(text);
	return Number.isFinite(value) ? Math.min(most, Math.max(1, value)) : undefined;
}

/** Reads the checkable instructions of one text (a message, perhaps with those still in force). */
export function readInstructions(text: string): Instructions {
	const find = (pattern: string) => new RegExp(pattern, "i").exec(text) ?? undefined;
	const counted = (noun: string, most: number) => {
		const found = find(`\\b${count}[ -](?:[a-z]+ ){0,2}?(?:${noun})\\b`);
		return readCount(found?.[1], most);
	};
	const acrostic = find(
		`acrostic(?: poem)?(?: (?:of|for|on|from|with|spelling|about))?(?: the)?(?: (?:word|name|letters))?:? ["“']?([a-zà-ÿ]{2,14})`,
	)?.[1];
	const listItems =
		counted(
			"bullets?(?: points?)?|points|items|things|ideas|reasons|tips|facts|examples|steps|ways|names|rows|keys|fields",
			30,
		) ?? undefined;
	const lines = counted("lines?|verses?", 40);
	return {
		topic: readTopic(text),
		shape: readShape(text, acrostic !== undefined, listItems !== undefined, lines !== undefined),
		items: listItems ?? lines,
		acrostic: acrostic ?? "",
		letters: find("\\b(?:all caps|(?:all )?capital letters|capitals|upper[- ]?case)\\b")
			? "upper"
			: find("\\blower[- ]?case\\b")
				? "lower"
				: find("\\btitle case\\b")
					? "title"
					: undefined,
		...readWordLimits(text),
		sentences: counted("sentences?", 40),
		paragraphs: counted("paragraphs?", 10),
		startWith: find(
			`\\b(?:start|begin|open)(?:s|ing)?\\b[^"“'«‘\\n.]{0,50}?\\bwith[^"“'«‘\\n.]{0,30}?${quoted}`,
		)?.[1],
		endWith: find(
			`\\b(?:end|finish|close|conclude)(?:s|ing)?\\b[^"“'«‘\\n.]{0,50}?\\bwith[^"“'«‘\\n.]{0,30}?${quoted}`,
		)?.[1],
		greeting:
			find(
				"\\b(?:greet|greeting|say hello|say hi|hello|salute)\\b.{0,30}?\\bin ([a-z]{4,12})\\b",
			)?.[1]?.toLowerCase() ?? find("\\b([a-z]{4,12}) greeting\\b")?.[1]?.toLowerCase(),
		keywords: readKeywords(text),
		hasNoCommas:
			find("\\b(?:no|without|avoid|not use|n't use)(?: any| using| a)* commas?\\b") !== undefined,
		hasTitle:
			/<<[^<>\n]{0,80}>>|double angular brackets|\b(?:with|add|include|give it) a title\b/i.test(
				text,
			),
		hasPostscript:
			/\bp\.? ?s\.?(?![a-z])|\bpostscript\b/i.test(text) && /\bp\.s|postscript/i.test(text),
		isQuoted: find("(?:double quotation marks|double quotes|in quotation marks)") !== undefined,
	};
}

function readShape(
	text: string,
	isAcrostic: boolean,
	hasItems: boolean,
	hasLines: boolean,
): Instructions["shape"] {
	if (isAcrostic) return "acrostic";
	if (/\bjson\b/i.test(text)) return "json";
	if (/\btable\b/i.test(text) && !/\btable of contents\b/i.test(text)) return "table";
	if (/\b(?:code|function|script|program|python|javascript|sql|html)\b/i.test(text)) return "code";
	if (/\b(?:numbered|ordered list|steps?|step by step)\b/i.test(text)) return "numbered";
	if (/\b(?:bullets?|bullet points?|list|checklist)\b/i.test(text) || hasItems) return "bullets";
	if (/\b(?:haiku|poem|poetry|verses?|limerick|song)\b/i.test(text) || hasLines) return "lines";
	return "prose";
}

function readWordLimits(text: string): Pick<Instructions, "wordsMin" | "wordsMax"> {
	const limit = (lead: string) =>
		readCount(new RegExp(`\\b(?:${lead}) ${count} words?\\b`, "i").exec(text)?.[1], 600);
	const between = /\bbetween (\d{1,4}) and (\d{1,4}) words\b/i.exec(text);
	if (between) {
		const [low = 1, high = 1] = [readCount(between[1], 600), readCount(between[2], 600)];
		return { wordsMin: Math.min(low, high), wordsMax: Math.max(low, high) };
	}
	const below = limit("fewer than|less than|under|below");
	const most = limit("at most|no more than|not more than|up to|maximum(?: of)?|max|within");
	const above = limit("more than|over|above");
	const least = limit("at least|no fewer than|no less than|minimum(?: of)?");
	if (below !== undefined) return { wordsMin: least, wordsMax: Math.max(1, below - 1) };
	if (most !== undefined) return { wordsMin: least, wordsMax: most };
	if (above !== undefined) return { wordsMin: above + 1, wordsMax: undefined };
	if (least !== undefined) return { wordsMin: least, wordsMax: undefined };
	const exact =
		readCount(new RegExp(`\\b${count}[ -]words?\\b`, "i").exec(text)?.[1], 600) ?? undefined;
	return { wordsMin: exact, wordsMax: exact };
}

function readKeywords(text: string): string[] {
	const found =
		/\b(?:include|use|contain|mention)(?:s|ing)?(?: all)?(?: the)? (?:key ?words?|words?|phrases?|terms?):? (.{1,160})/i.exec(
			text,
		);
	const inQuotes = found?.[1]?.match(new RegExp(quoted, "g"));
	return (inQuotes ?? [])
		.map((word) => word.slice(1, -1).trim())
		.filter(Boolean)
		.slice(0, 8);
}

const topicStops =
	/[.,;:!?\n"“”]| (?:in|with|using|without|and|that|which|but|as|of (?:exactly|at)|by|containing|for (?:a|my|kids|children)) .*/i;
const formWords =
	/\b(?:please|write|give|make|create|list|tell|show|compose|produce|generate|describe|explain|summari[sz]e|what|is|are|can|could|would|you|me|us|a|an|the|some|short|brief|poem|haiku|story|essay|text|paragraphs?|sentences?|words?|bullets?|points?|items?|lines?|rows?|columns?|table|json|object|code|block|acrostic|exactly|only|all|in|of|for|with|how|to|i|my|want|need|do|does|upper ?case|lower ?case|numbered|hello|hi|hey|reply|answer|respond|\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b/gi;

/** What the text is to be about: after "about", else what is left without words of form. */
function readTopic(text: string): string {
	const after =
		/\b(?:about|on the topic of|on the subject of|regarding|describing|describe|explain|on|of|for)\s+(.{2,200})/is.exec(
			text,
		);
	const candidates = [after?.[1], text];
	for (const candidate of candidates) {
		const topic = (candidate ?? "")
			.trim()
			.slice(0, 200)
			.replace(topicStops, "")
			.replace(formWords, " ")
			.replace(/[^\p{L}\p{N}' -]+/gu, " ")
			.replace(/\s+/g, " ")
			.trim()
			.split(" ")
			.slice(0, 4)
			.join(" ");
		const article = /^(?:the|an?|my|our) (?=\p{L})/iu.exec(candidate?.trim() ?? "")?.[0] ?? "";
		if (/\p{L}{2}/u.test(topic)) return candidate === text ? topic : article.toLowerCase() + topic;
	}
	return "small things";
}
