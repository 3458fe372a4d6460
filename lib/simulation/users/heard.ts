import type { Scenario, Seat } from "#lib/simulation/scenario.ts";
import type { Message, SeatView } from "#lib/simulation/view.ts";

/** What the contested seat has said to all so far, oldest first; the history before the first turn not counted. */
export function repliesOf(view: SeatView, scenario: Pick<Scenario, "contested">): TextMessage[] {
	return textsOf(view.messages, scenario.contested).filter(({ turn }) => turn > 0);
}

/** Its last message; null when it has said nothing yet. */
export function lastReply(view: SeatView, scenario: Pick<Scenario, "contested">): string | null {
	return textsOf(view.messages, scenario.contested).at(-1)?.text ?? null;
}

export type TextMessage = Extract<Message, { kind: "text" }>;

/** What a seat has said. */
export function textsOf(messages: readonly Message[], seat: Seat): TextMessage[] {
	return messages.filter(
		(message): message is TextMessage => message.kind === "text" && message.seat === seat,
	);
}
