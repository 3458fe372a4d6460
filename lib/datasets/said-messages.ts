import { renderCall, renderResult } from "#lib/simulation/episode/text-tools.ts";
import { visibleTo } from "#lib/simulation/view.ts";
import type { SaidMessage } from "./battle-record.ts";
import { type LoggedEvent, logMessages } from "./log-messages.ts";

/**
 * What the contested seat said and met, as plain text, for formats that know no tools: its calls in the declared text
 * form, their results and what an environment showed as messages to it. In the order of speaking.
 */
export function saidMessages(events: readonly LoggedEvent[], contested: string): SaidMessage[] {
	return visibleTo(contested, logMessages(events)).map((message): SaidMessage => {
		const { turn } = message;
		if (message.kind === "observation") return { role: "user", turn, text: message.text };
		if (message.kind === "tool-result")
			return { role: "user", turn, text: renderResult(message.result) };
		if (message.kind === "text")
			return { role: message.seat === contested ? "assistant" : "user", turn, text: message.text };
		const parts = [message.text, renderCall(message.call)].filter((text) => text !== "");
		return { role: "assistant", turn, text: parts.join("\n\n") };
	});
}
