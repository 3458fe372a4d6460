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

const blockPattern = /```tool[ \t]*\r?\n([\s\S]*?)```/g;

/**
 * The tool calls of a message in the text form, and the text without them. A block that is not a JSON object
 * with a name is a call with an empty name, so that it comes back as an error and is never taken for talk.
 */
export function parseTextTools(text: string): {
	text: string;
	toolCalls: Omit<ToolCall, "id">[];
} {
	const toolCalls = [...text.matchAll(blockPattern)].map(([, body = ""]) => readCall(body));
	return { text: text.replace(blockPattern, "").trim(), toolCalls };
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

/** A tool's result as a language model reads it. */
export function renderResult(result: ToolResult): string {
	if ("error" in result) return `Error (${result.error.code}): ${result.error.message}`;
	return typeof result.output === "string" ? result.output : JSON.stringify(result.output);
}
