import type { EnvironmentAction } from "#lib/simulation/environment.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { ToolSpec } from "#lib/simulation/tools.ts";
import type { Outcome } from "./outcome.ts";

/** An image, a sound or a film that belongs to an observation. */
export interface Media {
	/** Such as `image/png`. */
	mediaType: string;
	/** The bytes in base64. */
	data: string;
	/** What it shows, for those who cannot see it. */
	alt?: string | undefined;
}

export interface Created {
	/** What every later request names the session by; opaque to the caller. */
	session: string;
	/** Empty when moves are made in words. */
	tools: ToolSpec[];
	observation: string;
}

export interface Stepped {
	/** What is seen after a move in words, or what a tool gave. */
	observation: Json;
	reward: number;
	done: boolean;
	/** A failed tool call has `{error: {code, message}}` here. */
	info: Json;
	media?: Media[] | undefined;
}

/** An environment over HTTP, whatever contract it speaks. Holds no state between requests. */
export interface EnvironmentClient {
	create(start: { scenario: Json; seed: number }): Promise<Outcome<Created>>;
	/** Never repeated by itself: a step may have happened although its answer got lost. */
	step(session: string, action: EnvironmentAction): Promise<Outcome<Stepped>>;
	/** For people and checks; shown to no seat. */
	state(session: string): Promise<Outcome<Json>>;
	/** Facts by name. `last` is the last step of the episode, for contracts without a score of their own. */
	score(
		session: string,
		last: Pick<Stepped, "reward" | "done"> | null,
	): Promise<Outcome<Record<string, number>>>;
	/** Closing what is closed already is no failure. */
	close(session: string): Promise<Outcome<null>>;
}
