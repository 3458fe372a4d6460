import type { ConsultMessage } from "#lib/simulation/program.ts";
import type { SeatView } from "#lib/simulation/view.ts";

/**
 * A seat's conversation for the language model that plays it: what the seat said is the model's own, what it
 * heard and was shown comes from the other side. `reminder` follows each time, so that the part is not forgotten in a
 * long conversation. Neighbours of one role are joined, because some chat templates refuse them.
 */
export function consultChat(
	view: SeatView,
	instructions: string,
	reminder: string,
): ConsultMessage[] {
	const chat: ConsultMessage[] = [];
	const add = (role: "user" | "assistant", text: string) => {
		if (text.trim() === "") return;
		const last = chat.at(-1);
		if (last?.role === role) last.text = `${last.text}\n\n${text}`;
		else chat.push({ role, text });
	};
	for (const message of view.messages) {
		if (message.kind === "observation") add("user", message.text);
		if (message.kind === "text")
			add(message.seat === view.seat ? "assistant" : "user", message.text);
	}
	add("user", `(${reminder})`);
	return [{ role: "system", text: instructions }, ...chat];
}

/** The messages as lines with who said them, for a model that judges or words but does not play. */
export function transcriptText(view: SeatView): string {
	return view.messages
		.flatMap((message) => (message.kind === "text" ? [`${message.seat}: ${message.text}`] : []))
		.join("\n");
}
