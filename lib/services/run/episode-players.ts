import { config } from "#lib/config/config.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import {
	type ClaimedEpisode,
	giveBackEpisode,
	releaseEpisode,
	renewClaims,
} from "./claim-episodes.ts";
import { closeSession } from "./perform-remote.ts";
import { playEpisode } from "./play-episode.ts";
import { voidEpisode } from "./void-episode.ts";

/** An episode that this process could not play on is left alone for this long, in ms, before anybody tries again. */
const FAULT_PAUSE_MS = 5000;

interface Playing {
	episode: ClaimedEpisode;
	abort: AbortController;
	done: Promise<void>;
}

/** The claimed episodes that one worker plays, their claims kept alive until they end or are lost. */
export class EpisodePlayers {
	readonly #playing = new Map<string, Playing>();
	readonly #onEnd: () => void;
	readonly #onError: (error: unknown, what: string) => void;
	readonly #renewal: NodeJS.Timeout;

	constructor(hooks: { onEnd(): void; onError(error: unknown, what: string): void }) {
		this.#onEnd = hooks.onEnd;
		this.#onError = hooks.onError;
		const everyMs = Math.max(100, config().PARLEY_LEASE_MS / 3);
		this.#renewal = setInterval(() => void this.#renew(), everyMs);
	}

	get size(): number {
		return this.#playing.size;
	}

	get ids(): string[] {
		return [...this.#playing.keys()];
	}

	/** Plays an episode in the background. */
	start(episode: ClaimedEpisode, limits: { retries: number; reruns: number }): void {
		const abort = new AbortController();
		const onSuiteFault = (error: unknown) => this.#onError(error, "a suite failed");
		const done = playEpisode(episode, { ...limits, signal: abort.signal, onSuiteFault })
			.catch((error: unknown) => this.#giveBack(episode, limits.reruns, abort.signal, error))
			.finally(() => {
				this.#playing.delete(episode.id);
				this.#onEnd();
			});
		this.#playing.set(episode.id, { episode, abort, done });
	}

	/** Gives what runs up to `graceMs` to end, then hands the rest over at its last step. Claims are kept meanwhile. */
	async stop(graceMs: number): Promise<void> {
		const timer = setTimeout(() => {
			for (const { abort } of this.#playing.values()) abort.abort(new Error("the process stops"));
		}, graceMs);
		await Promise.all([...this.#playing.values()].map(({ done }) => done));
		clearTimeout(timer);
		clearInterval(this.#renewal);
	}

	/** What a fault of this process left undone is tried again, but not for ever: then the attempt is void. */
	async #giveBack(
		episode: ClaimedEpisode,
		reruns: number,
		signal: AbortSignal,
		error: unknown,
	): Promise<void> {
		if (isAppError(error, "episode-lost")) return;
		if (!signal.aborted) this.#onError(error, "an episode stopped");
		try {
			if (signal.aborted) return await releaseEpisode(episode);
			const times = await giveBackEpisode(episode, FAULT_PAUSE_MS);
			if (times === null || times < config().PARLEY_GIVE_BACKS_MAX) return;
			await voidEpisode(episode, "given-up", reruns);
			await closeSession(episode);
		} catch (cause) {
			// The lease ends by itself.
			this.#onError(cause, "an episode could not be given back");
		}
	}

	async #renew(): Promise<void> {
		try {
			const claims = [...this.#playing.values()].map(({ episode }) => episode);
			const { lost } = await renewClaims(claims, config().PARLEY_LEASE_MS);
			for (const id of lost) this.#playing.get(id)?.abort.abort(new Error("the claim is lost"));
		} catch (error) {
			this.#onError(error, "claims could not be renewed");
		}
	}
}
