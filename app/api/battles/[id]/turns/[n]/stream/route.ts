import { z } from "zod";
import { config } from "#lib/config/config.ts";
import { takePlace } from "#lib/http/at-once.ts";
import { turnParams } from "#lib/http/battle-schemas.ts";
import { encodeEvent, eventStream } from "#lib/http/event-stream.ts";
import { route } from "#lib/http/route.ts";
import { streamTurn } from "#lib/services/battle/stream-turn.ts";
import type { NumberedEvent } from "#lib/services/battle/turn-log.ts";

const query = z.object({ after: z.coerce.number<string>().int().min(0).optional() });

/** Follows a turn; resumes after `Last-Event-ID` (or `after`, for a page that already has the text). */
export const GET = route(
	{ actor: "optional", keyScope: "battles", params: turnParams, query },
	async ({ actor, params, query, request }) => {
		const header = Number(request.headers.get("last-event-id") ?? "");
		const after = Math.max(
			Number.isSafeInteger(header) && header > 0 ? header : 0,
			query.after ?? 0,
		);
		let send: (events: readonly NumberedEvent[]) => void = (events) => early.push(...events);
		let close = () => {
			isClosedEarly = true;
		};
		let isClosedEarly = false;
		const early: NumberedEvent[] = [];
		// The turn is looked up before the first byte, so that a wrong one is still a 404.
		const giveBack = takePlace(`streams:${actor.voterId}`, config().PARLEY_STREAMS_AT_ONCE_MAX);
		const unfollow = await streamTurn(
			actor,
			params.id,
			params.n,
			after,
			(events) => send(events),
			() => close(),
		).catch((error: unknown) => {
			giveBack();
			throw error;
		});
		const leave = () => {
			giveBack();
			unfollow();
		};
		return eventStream((sink) => {
			send = (events) =>
				sink.send(events.map((event) => encodeEvent(event.seq, event.event, event.data)).join(""));
			close = sink.close;
			if (early.length > 0) send(early);
			if (isClosedEarly) sink.close();
			return leave;
		});
	},
);
