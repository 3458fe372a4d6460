import { requestOwner } from "#lib/auth/actor.ts";
import { config } from "#lib/config/config.ts";
import { takePlace } from "#lib/http/at-once.ts";
import { encodeEvent, eventStream } from "#lib/http/event-stream.ts";
import { route } from "#lib/http/route.ts";
import { runParams } from "#lib/http/run-schemas.ts";
import { followRun } from "#lib/services/run/follow-run.ts";

/**
 * Follows a run: `run-progress` now and after every change, `run-end` when it is over. Events are numbered on from
 * `Last-Event-ID`; each tells the whole progress, so there is nothing to catch up with.
 */
export const GET = route(
	{ actor: "optional", params: runParams },
	async ({ actor, params, request }) => {
		const header = Number(request.headers.get("last-event-id") ?? "");
		let seq = Number.isSafeInteger(header) && header > 0 ? header : 0;
		const early: string[] = [];
		let isClosedEarly = false;
		let send: (text: string) => void = (text) => early.push(text);
		let close = () => {
			isClosedEarly = true;
		};
		const tell = (event: string, data: unknown) => {
			seq += 1;
			send(encodeEvent(seq, event, data));
		};
		const giveBack = takePlace(
			`run-streams:${requestOwner(actor)}`,
			config().PARLEY_STREAMS_AT_ONCE_MAX,
		);
		// The run is looked up before the first byte, so that a wrong one is still a 404.
		const unfollow = await followRun(
			params.id,
			(progress) => tell("run-progress", progress),
			(isOver) => {
				if (isOver) tell("run-end", {});
				close();
			},
		).catch((error: unknown) => {
			giveBack();
			throw error;
		});
		return eventStream((sink) => {
			send = sink.send;
			close = sink.close;
			for (const text of early) sink.send(text);
			if (isClosedEarly) sink.close();
			return () => {
				giveBack();
				unfollow();
			};
		});
	},
);
