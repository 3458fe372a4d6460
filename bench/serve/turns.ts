import { Agent, request as send } from "node:http";

/** What a reader saw of one turn of two replies; times in ms. */
export interface Turn {
	/** From asking to each reply's first text. */
	firstTextMs: number[];
	/** Of each piece of text: from when the provider sent it to when it was here. Sampled turns only. */
	delaysMs: number[];
}

/** Takes one turn on a server and reads it to its end. `place` is the battle's number. */
export type TakeTurn = (place: number, isSampled: boolean) => Promise<Turn>;

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const dayMs = 86_400_000;

/** A response, read to its end. */
export interface Answer {
	status: number;
	text: string;
	cookie: string | undefined;
}

/** One request with a JSON body, read to its end. */
export function postJson(
	url: string,
	body: object,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const text = JSON.stringify(body);
	return new Promise((resolve, reject) => {
		const outgoing = send(url, {
			method: "POST",
			agent,
			headers: {
				"content-type": "application/json",
				"content-length": Buffer.byteLength(text),
				...headers,
			},
		});
		outgoing.on("error", reject);
		outgoing.on("response", (response) => {
			let answer = "";
			response.setEncoding("utf8");
			response.on("data", (chunk: string) => {
				answer += chunk;
			});
			response.on("end", () =>
				resolve({
					status: response.statusCode ?? 0,
					text: answer,
					cookie: response.headers["set-cookie"]?.[0]?.split(";")[0],
				}),
			);
		});
		outgoing.end(text);
	});
}

/** Reads a stream to its end, or until `signal`. Looks inside a chunk only as long as there is need to. */
export function readStream(
	url: string,
	onText: (text: string) => void,
	options: { headers?: Record<string, string>; signal?: AbortSignal; wants: () => boolean },
): Promise<void> {
	return new Promise((resolve, reject) => {
		const { headers = {}, signal } = options;
		const outgoing = send(url, { agent, headers, ...(signal && { signal }) }, (response) => {
			if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
			response.on("data", (chunk: Buffer) => {
				if (options.wants()) onText(chunk.toString("latin1"));
			});
			response.on("end", resolve);
			response.on("error", () => resolve());
		});
		outgoing.on("error", (error) => (signal?.aborted ? resolve() : reject(error)));
		outgoing.end();
	});
}

/** Notes how old each word is that a text holds. */
function noteDelays(text: string, delays: number[]): void {
	const now = Date.now() % dayMs;
	for (const [, word = ""] of text.matchAll(/([0-9a-z]{6}) /g)) {
		const delay = now - Number.parseInt(word, 36);
		if (delay > -dayMs / 2) delays.push(delay);
	}
}

/** The two replies of a turn from a server that pipes: one request each. */
export const pipedTurn =
	(origin: string): TakeTurn =>
	async (_, isSampled) => {
		const turn: Turn = { firstTextMs: [], delaysMs: [] };
		const startedAt = performance.now();
		const one = async () => {
			let hasText = false;
			await readStream(
				origin,
				(text) => {
					if (!hasText && /[0-9a-z]{6} /.test(text)) {
						hasText = true;
						turn.firstTextMs.push(performance.now() - startedAt);
					}
					if (isSampled) noteDelays(text, turn.delaysMs);
				},
				{ wants: () => isSampled || !hasText },
			);
		};
		await Promise.all([one(), one()]);
		return turn;
	};

/** Reads one multiplexed stream of both replies. */
async function multiplexed(
	url: string,
	startedAt: number,
	isSampled: boolean,
	options: { headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Turn> {
	const turn: Turn = { firstTextMs: [], delaysMs: [] };
	const seen = new Set<string>();
	await readStream(
		url,
		(text) => {
			if (seen.size < 2)
				for (const [, slot = ""] of text.matchAll(/"slot":"([ab])","text":"[0-9a-z]{6} /g)) {
					if (seen.has(slot)) continue;
					seen.add(slot);
					turn.firstTextMs.push(performance.now() - startedAt);
				}
			if (isSampled) noteDelays(text, turn.delaysMs);
		},
		{ ...options, wants: () => isSampled || seen.size < 2 },
	);
	return turn;
}

/** The two replies of a turn from a server that joins them into one stream. */
export const reEmittedTurn =
	(origin: string, signal?: AbortSignal): TakeTurn =>
	(_, isSampled) =>
		multiplexed(origin, performance.now(), isSampled, signal === undefined ? {} : { signal });

/** A battle of a voter of its own. */
export interface OpenBattle {
	id: string;
	cookie: string;
}

/** Opens a battle as a voter who is new here: blind, or between two named models. */
export async function openBattle(origin: string, models?: [string, string]): Promise<OpenBattle> {
	const body = models === undefined ? {} : { mode: "named", models };
	const answer = await postJson(`${origin}/api/battles`, body);
	if (answer.status !== 201) throw new Error(answer.text);
	return {
		id: (JSON.parse(answer.text) as { battleId: string }).battleId,
		cookie: answer.cookie ?? "",
	};
}

/** Sends a message and follows the answers: what a browser does. */
export async function takeTurn(
	origin: string,
	battle: OpenBattle,
	isSampled: boolean,
	signal?: AbortSignal,
): Promise<Turn> {
	const startedAt = performance.now();
	const headers = { cookie: battle.cookie };
	const answer = await postJson(
		`${origin}/api/battles/${battle.id}/turns`,
		{ text: "What is the time, and how do you know?" },
		{ ...headers, "idempotency-key": crypto.randomUUID() },
	);
	if (answer.status !== 202) throw new Error(answer.text);
	const { streamUrl } = JSON.parse(answer.text) as { streamUrl: string };
	return multiplexed(origin + streamUrl, startedAt, isSampled, {
		headers,
		...(signal && { signal }),
	});
}

/**
 * `battles` at once, each taking `turns` turns one after the other, their starts spread evenly over
 * one reply, so that as many are streaming at any moment as there would be with people.
 */
export async function runBattles(
	take: TakeTurn,
	battles: number,
	turns: number,
	spreadMs: number,
): Promise<Turn[]> {
	// At most 50 battles are looked at closely: the reader shares the processor with what it measures.
	const every = Math.ceil(battles / 50);
	const all = Array.from({ length: battles }, async (_, place) => {
		if (battles > 1)
			await new Promise((resolve) => setTimeout(resolve, (place * spreadMs) / battles));
		const taken: Turn[] = [];
		for (let turn = 0; turn < turns; turn++) taken.push(await take(place, place % every === 0));
		return taken;
	});
	return (await Promise.all(all)).flat();
}
