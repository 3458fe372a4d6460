import type { BattleView, RevealView, VoteScope, VoteView } from "#lib/arena/battle.ts";
import type { Outcome, Slot } from "#lib/arena/outcome.ts";
import { uuidV7 } from "#lib/kernel/ids.ts";

/** A request that did not work, as the page shows it. */
export interface Problem {
	/** The interface's stable code, or `network` when nothing answered. */
	code: string;
	status: number;
	/** Safe words of the server; empty for `network`. */
	detail: string;
	requestId: string | null;
	/** Unix time in ms before which another try is pointless; null when the server did not say. */
	retryAtMs: number | null;
}

export class ApiError extends Error {
	readonly problem: Problem;
	constructor(problem: Problem, cause?: unknown) {
		super(problem.code, cause === undefined ? undefined : { cause });
		this.name = "ApiError";
		this.problem = problem;
	}
}

export interface VoteInput {
	scope: VoteScope;
	turn?: number;
	outcome: Outcome;
	reasons?: Record<Slot, string[]>;
	comment?: string;
}

export interface VoteAnswer {
	vote: VoteView;
	receipt: string;
	reveal: RevealView | null;
}

export interface NewBattle {
	mode: "blind" | "named";
	models?: [string, string];
	consentVersion?: string;
}

/** What a battle's page asks of the server. Every method throws `ApiError` and nothing else. */
export interface BattleApi {
	start(battle: NewBattle): Promise<{ battleId: string }>;
	load(battleId: string): Promise<BattleView>;
	takeTurn(battleId: string, text: string): Promise<{ turn: number }>;
	stop(battleId: string, turn: number, slot?: Slot): Promise<void>;
	retry(battleId: string, turn: number, slot: Slot): Promise<void>;
	/** `key` makes a repeated request the same vote. */
	vote(battleId: string, vote: VoteInput, key: string): Promise<VoteAnswer>;
	withdraw(receipt: string): Promise<void>;
	share(battleId: string, isShared: boolean): Promise<void>;
	openStream(
		battleId: string,
		turn: number,
		lastEventId: number,
		signal: AbortSignal,
	): Promise<ReadableStream<Uint8Array>>;
}

/** A key for one intended change, the same for each of its tries. */
export const newKey = (): string => uuidV7(Date.now());

const retryDelaysMs = [400, 1200, 3000];

function problemOf(response: Response, body: Record<string, unknown>): Problem {
	const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
	const text = (key: string) => (typeof body[key] === "string" ? body[key] : null);
	return {
		code: text("code") ?? "internal-error",
		status: response.status,
		detail: text("detail") ?? "",
		requestId: text("requestId") ?? response.headers.get("x-request-id"),
		retryAtMs: Number.isFinite(seconds) ? Date.now() + seconds * 1000 : null,
	};
}

const networkProblem: Problem = {
	code: "network",
	status: 0,
	detail: "",
	requestId: null,
	retryAtMs: null,
};

async function ask(path: string, init: RequestInit): Promise<Response> {
	const response = await fetch(path, {
		credentials: "same-origin",
		cache: "no-store",
		...init,
	}).catch((cause: unknown) => {
		throw new ApiError(networkProblem, cause);
	});
	if (response.ok) return response;
	const body = await response.json().catch(() => ({}));
	throw new ApiError(problemOf(response, body));
}

/**
 * Changes go out with an idempotency key, so that one whose answer was lost is asked for again
 * without being done again. `keepalive` lets it outlive the page.
 */
async function change(path: string, body: unknown, key = newKey()): Promise<Response> {
	for (const delayMs of [...retryDelaysMs, null]) {
		try {
			return await ask(path, {
				method: "POST",
				keepalive: true,
				headers: { "content-type": "application/json", "idempotency-key": key },
				body: JSON.stringify(body),
			});
		} catch (error) {
			const isLost = error instanceof ApiError && error.problem.code === "network";
			if (!isLost || delayMs === null) throw error;
			await new Promise((resolve) => setTimeout(resolve, delayMs));
		}
	}
	throw new ApiError(networkProblem);
}

async function read<T>(response: Response): Promise<T> {
	return response.json().catch((cause: unknown) => {
		throw new ApiError(networkProblem, cause);
	});
}

const battlePath = (battleId: string) => `/api/battles/${encodeURIComponent(battleId)}`;

/** The API over `fetch`. */
export const battleApi: BattleApi = {
	start: async (battle) => read(await change("/api/battles", battle)),
	load: async (battleId) => read(await ask(battlePath(battleId), {})),
	takeTurn: async (battleId, text) => read(await change(`${battlePath(battleId)}/turns`, { text })),
	async stop(battleId, turn, slot) {
		await change(`${battlePath(battleId)}/turns/${turn}/stop`, slot === undefined ? {} : { slot });
	},
	async retry(battleId, turn, slot) {
		await change(`${battlePath(battleId)}/turns/${turn}/retry`, { slot });
	},
	vote: async (battleId, vote, key) =>
		read(await change(`${battlePath(battleId)}/votes`, vote, key)),
	async withdraw(receipt) {
		await ask(`/api/receipts/${encodeURIComponent(receipt)}`, { method: "DELETE" });
	},
	async share(battleId, isShared) {
		await change(`${battlePath(battleId)}/share`, { shared: isShared });
	},
	async openStream(battleId, turn, lastEventId, signal) {
		const response = await ask(`${battlePath(battleId)}/turns/${turn}/stream`, {
			signal,
			headers: {
				accept: "text/event-stream",
				...(lastEventId > 0 ? { "last-event-id": String(lastEventId) } : {}),
			},
		});
		if (response.body === null) throw new ApiError(networkProblem);
		return response.body;
	},
};

/** The problem behind anything a `BattleApi` threw. */
export function problemFrom(error: unknown): Problem {
	return error instanceof ApiError ? error.problem : networkProblem;
}
