import type { Queryable } from "#lib/db/pool.ts";
import type { ChatMessage } from "#lib/models/port.ts";

/**
 * A conversation as its model is given it. A reply that brought nothing leaves no message, and two
 * user messages in a row become one: several providers refuse both.
 */
export async function loadHistory(
	client: Queryable,
	conversationId: string,
): Promise<ChatMessage[]> {
	const { rows } = await client.query<{ seat: "user" | "assistant"; text: string }>(
		`SELECT seat, text FROM messages WHERE conversation_id = $1 ORDER BY turn, seat DESC`,
		[conversationId],
	);
	const messages: ChatMessage[] = [];
	for (const { seat, text } of rows) {
		if (text.trim() === "") continue;
		const last = messages.at(-1);
		if (last?.role === seat) last.text += `\n\n${text}`;
		else messages.push({ role: seat, text });
	}
	return messages;
}
