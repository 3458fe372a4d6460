import type { Json } from "#lib/simulation/json.ts";
import type { ToolCall, ToolResult, ToolSpec } from "#lib/simulation/tools.ts";

/**
 * The declared text form of tool calls, for models without an interface of their own: a fenced block whose
 * info string is `tool`, holding one JSON object with `name` and `arguments`.
 */
export function textFormInstructions(tools: readonly ToolSpec[]): string {
	const list = tools.map(
		(tool) =>
			`- ${tool.name}: ${tool.description}\n  arguments: ${JSON.stringify(tool.parameters)}`,
	);
	return `You can call tools. To call one, write a block like this and nothing after it:

\`\`\`tool
{"name": "tool_name", "arguments": {}}
\`\`\`

Several calls are several such blocks. The results come as the next message. A message without such a block goes to the other side.

Tools:
${list.join("\n")}`;
}

/**
 * The tool calls of a message in the text form, and the text without them. A block that is not a JSON object
 * with a name is a call with an empty name, so that it comes back as an error and is never taken for talk; so
 * is one that is not closed, unless it can be read as it is. A fence closes a block at the start of a line only,
 * because a string in JSON may hold one.
 */
export function parseTextTools(text: string): {
	text: string;
	toolCalls: Omit<ToolCall, "id">[];
} {
	const talk: string[] = [];
	const blocks: string[][] = [];
	let block: string[] | null = null;
	for (const line of text.split(/\r?\n/)) {
		const opened: Opening | null = block === null ? openingOf(line) : null;
		if (opened !== null) {
			block = [opened.first];
			blocks.push(block);
			if (opened.isClosed) block = null;
		} else if (block === null) talk.push(line);
		else if (/^\s*```\s*$/.test(line)) block = null;
		else block.push(line);
	}
	if (blocks.length === 0) return { text, toolCalls: [] };
	return {
		text: talk.join("\n").trim(),
		toolCalls: blocks.map((lines) => readCall(lines.join("\n").trim())),
	};
}

interface Opening {
	/** What of the block stands in its first line already. */
	first: string;
	isClosed: boolean;
}

function openingOf(line: string): Opening | null {
	const rest = /^\s*```tool(?![\w-])(.*)$/.exec(line)?.[1]?.trimEnd();
	if (rest === undefined) return null;
	const isClosed = rest.endsWith("```");
	return { first: isClosed ? rest.slice(0, -3) : rest, isClosed };
}

function readCall(body: string): Omit<ToolCall, "id"> {
	try {
		const value: unknown = JSON.parse(body);
		if (typeof value === "object" && value !== null && "name" in value) {
			const { name, arguments: given = {} } = value as { name: unknown; arguments?: Json };
			if (typeof name === "string") return { name, arguments: given };
		}
	} catch {
		// Not JSON: answered as a call that names no tool.
	}
	return { name: "", arguments: body };
}

/** A call as its block in the text form; one that could not be read stays as it was written. */
export function renderCall({ name, arguments: given }: Omit<ToolCall, "id">): string {
	const body =
		name === "" && typeof given === "string" ? given : JSON.stringify({ name, arguments: given });
	return `\`\`\`tool\n${body}\n\`\`\``;
}

/** A tool's result as a language model reads it. */
export function renderResult(result: ToolResult): string {
	if ("error" in result) return `Error (${result.error.code}): ${result.error.message}`;
	return typeof result.output === "string" ? result.output : JSON.stringify(result.output);
}
