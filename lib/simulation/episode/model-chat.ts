import type { Json } from "#lib/simulation/json.ts";
import type { SeatView } from "#lib/simulation/view.ts";
import { renderCall, renderResult, textFormInstructions } from "./text-tools.ts";

/** A message as the port of models takes it. */
export interface ModelMessage {
	role: "system" | "user" | "assistant" | "tool";
	text: string;
	/** Of an assistant message: the tools it called. */
	toolCalls?: readonly { id: string; name: string; arguments: Json }[];
	/** Of a tool message: which call it answers. */
	answers?: { id: string; name: string };
}

/**
 * What a seat sees as a chat for a language model: its own messages are the assistant's, all others and
 * what the environment shows are the user's. Neighbours of one role are joined, because some
 * chat templates refuse them.
 */
export function modelChat(view: SeatView, toolForm: "native" | "text"): ModelMessage[] {
	const isText = toolForm === "text";
	const system = [
		view.instructions,
		isText && view.tools.length > 0 ? textFormInstructions(view.tools) : "",
		view.turnsLeft === null ? "" : countdown(view.turnsLeft),
	]
		.filter((text) => text !== "")
		.join("\n\n");
	const chat: ModelMessage[] = system === "" ? [] : [{ role: "system", text: system }];
	for (const message of view.messages) {
		if (message.kind === "tool-call") {
			if (isText) {
				const said = [message.text, renderCall(message.call)].filter((text) => text !== "");
				add(chat, { role: "assistant", text: said.join("\n\n") });
			} else addCall(chat, message.text, message.call);
		} else if (message.kind === "tool-result") {
			const text = renderResult(message.result);
			if (isText) add(chat, { role: "user", text: `Result of ${message.call.name}:\n${text}` });
			else
				chat.push({
					role: "tool",
					text,
					answers: { id: message.call.id, name: message.call.name },
				});
		} else {
			const isOwn = message.kind === "text" && message.seat === view.seat;
			add(chat, { role: isOwn ? "assistant" : "user", text: message.text });
		}
	}
	return chat;
}

const countdown = (turns: number) =>
	turns === 1 ? "This is your last turn." : `You have ${turns} turns left, this one included.`;

function add(chat: ModelMessage[], message: ModelMessage): void {
	const last = chat.at(-1);
	if (message.text === "") return;
	if (last?.role !== message.role || last.toolCalls !== undefined) chat.push({ ...message });
	else last.text = `${last.text}\n\n${message.text}`;
}

/** Calls made along with one message are one message of the model, and so is what it said right before. */
function addCall(
	chat: ModelMessage[],
	text: string,
	call: { id: string; name: string; arguments: Json },
): void {
	if (text !== "") add(chat, { role: "assistant", text });
	const last = chat.at(-1);
	if (last?.role === "assistant") last.toolCalls = [...(last.toolCalls ?? []), call];
	else chat.push({ role: "assistant", text: "", toolCalls: [call] });
}
