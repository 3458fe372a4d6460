import type { Queryable } from "#lib/db/pool.ts";
import type { ChatMessage } from "#lib/models/port.ts";

/**
 * Conversations as their models are given them, by conversation. A reply that brought nothing leaves
 * no message, and two user messages in a row become one: several providers refuse both.
 */
export async function loadHistories(
	client: Queryable,
	conversationIds: readonly string[],
): Promise<Map<string, ChatMessage[]>> {
	const { rows } = await client.query<{
		conversationId: string;
		seat: "user" | "assistant";
		text: string;
	}>(
		`SELECT conversation_id AS "conversationId", seat, text FROM messages
		 WHERE conversation_id = ANY($1) ORDER BY turn, seat DESC`,
		[conversationIds],
	);
	const histories = new Map(conversationIds.map((id): [string, ChatMessage[]] => [id, []]));
	for (const { conversationId, seat, text } of rows) {
		if (text.trim() === "") continue;
		const messages = histories.get(conversationId);
		const last = messages?.at(-1);
		if (last?.role === seat) last.text += `\n\n${text}`;
		else messages?.push({ role: seat, text });
	}
	return histories;
}
