import type { Kind } from "./task.ts";

/** How an answer is marked. What stands elsewhere in a reply is talk. */
const answerRule =
	"The user tells you bit by bit what is needed. You may ask. When you give an answer, put it alone between <answer> and </answer>; your last one counts.";

/** What the assistant is told before the first turn, in every control. */
export function instructionsFor(kind: Kind): string {
	return kind === "code"
		? `${answerRule} Code is a plain script, without import or export.`
		: answerRule;
}

/** The last complete answer in a reply, without a code fence around it; null when there is none. */
export function readAnswer(reply: string): string | null {
	const close = reply.lastIndexOf("</answer>");
	if (close === -1) return null;
	const open = reply.lastIndexOf("<answer>", close);
	if (open === -1) return null;
	const inner = reply.slice(open + "<answer>".length, close).replaceAll("\r\n", "\n");
	const unfenced = inner.trim().match(/^```[^\n]*\n([\s\S]*?)\n?```$/)?.[1] ?? inner;
	// Spaces at the start of the first line may be meant; empty lines around never are.
	return unfenced.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
}
