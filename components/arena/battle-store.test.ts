import { describe, expect, it, vi } from "vitest";
import type { BattleView } from "#lib/arena/battle.ts";
import { ApiError, type BattleApi, type Problem, type VoteAnswer } from "./battle-api.ts";
import { newTurn } from "./battle-state.ts";
import { createBattleStore } from "./battle-store.ts";
import { battleView } from "./testing/battle-view.ts";

const offline: Problem = {
	code: "network",
	status: 0,
	detail: "",
	requestId: null,
	retryAtMs: null,
};
const limited: Problem = {
	...offline,
	code: "rate-limited",
	status: 429,
	requestId: "r-1",
	retryAtMs: 9,
};

/** One connection of the stream: text pieces, then the end, a break (`null`) or silence ("hang"). */
type Connection = (string | null)[];

/** A server of one battle whose stream breaks where the test says so. */
function fakeServer(view: BattleView, connections: Connection[]) {
	const asked: { turn: number; lastEventId: number }[] = [];
	const calls: string[] = [];
	let server = view;
	const encoder = new TextEncoder();
	const api: BattleApi = {
		start: async () => ({ battleId: view.battleId }),
		load: async () => server,
		takeTurn: async () => ({ turn: server.turns.length + 1 }),
		stop: async (_battle, turn, slot) => void calls.push(`stop ${turn} ${slot ?? "both"}`),
		retry: async (_battle, turn, slot) => void calls.push(`retry ${turn} ${slot}`),
		vote: async () => {
			throw new ApiError(offline);
		},
		withdraw: async () => {},
		share: async () => {},
		async openStream(_battle, turn, lastEventId, signal) {
			asked.push({ turn, lastEventId });
			const pieces = connections.shift();
			if (pieces === undefined) throw new ApiError(offline);
			return new ReadableStream<Uint8Array>({
				async start(controller) {
					for (const piece of pieces) {
						if (signal.aborted) return;
						if (piece === "hang") return;
						if (piece === null) return controller.error(new TypeError("broken"));
						controller.enqueue(encoder.encode(piece));
						await new Promise((resolve) => setImmediate(resolve));
					}
					controller.close();
				},
			});
		},
	};
	const set = (next: BattleView) => {
		server = next;
	};
	return { api, asked, calls, set };
}

const event = (id: number, name: string, data: unknown) =>
	`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

function makeStore(
	api: BattleApi,
	initial: BattleView | null,
	frame = (draw: () => void) => queueMicrotask(draw),
) {
	const slept: number[] = [];
	const store = createBattleStore(
		{
			api,
			frame,
			sleep: async (ms) => {
				slept.push(ms);
				await new Promise((resolve) => setImmediate(resolve));
			},
			random: () => 0.5,
		},
		initial,
	);
	return { store, slept };
}

describe("createBattleStore", () => {
	const running = battleView({ state: "answering", turns: [newTurn(1, "hi")] });
	const finished = (text: string): BattleView => ({
		...running,
		state: "open",
		turns: [
			{
				...newTurn(1, "hi"),
				isRunning: false,
				lastEventId: 6,
				replies: {
					a: { slot: "a", state: "done", text, words: 2, failureReason: null, canRetry: false },
					b: {
						slot: "b",
						state: "done",
						text: "B",
						words: 1,
						failureReason: null,
						canRetry: false,
					},
				},
			},
		],
	});

	it("comes back to where it was after a broken connection", async () => {
		const server = fakeServer(running, [
			[
				event(1, "reply-start", { slot: "a" }),
				event(2, "reply-delta", { slot: "a", text: "one ", at: 0 }),
				null,
			],
			[event(3, "reply-delta", { slot: "a", text: "two", at: 4 }), event(4, "turn-end", {})],
		]);
		const { store } = makeStore(server.api, running);
		const seen: string[] = [];
		store.subscribe(() => {
			const turn = store.snapshot().view?.turns[0];
			seen.push(`${store.snapshot().connection} ${turn?.replies.a.text}`);
			if (turn?.replies.a.text === "one two") server.set(finished("one two"));
		});
		store.start();
		await vi.waitFor(() => expect(store.snapshot().view?.state).toBe("open"));
		expect(server.asked).toEqual([
			{ turn: 1, lastEventId: 0 },
			{ turn: 1, lastEventId: 2 },
		]);
		expect(seen).toContain("reconnecting one ");
		expect(store.snapshot().connection).toBe("live");
	});

	it("waits longer after each failure and says that it is offline", async () => {
		const server = fakeServer(running, []);
		const { store, slept } = makeStore(server.api, running);
		store.start();
		await vi.waitFor(() => expect(slept.length).toBeGreaterThan(6));
		store.dispose();
		expect(store.snapshot().connection).toBe("offline");
		expect(slept.slice(0, 6)).toEqual([375, 750, 1500, 3000, 6000, 7500]);
	});

	it("draws once a frame, however many events arrive", async () => {
		const many = Array.from({ length: 200 }, (_, i) =>
			event(i + 1, "reply-delta", { slot: "b", text: "x", at: i }),
		).join("");
		const server = fakeServer(running, [[many, "hang"]]);
		let draw = () => {};
		let frames = 0;
		const { store } = makeStore(server.api, running, (run) => {
			frames += 1;
			draw = run;
		});
		let draws = 0;
		store.subscribe(() => (draws += 1));
		store.start();
		await vi.waitFor(() => expect(frames).toBe(1));
		draw();
		expect(draws).toBe(1);
		expect(store.snapshot().view?.turns[0]?.replies.b.text).toHaveLength(200);
		store.dispose();
	});

	it("starts a battle with the first message and shows the turn at once", async () => {
		const server = fakeServer(battleView(), []);
		const { store } = makeStore(server.api, null);
		expect(await store.send("hello", { mode: "blind" })).toBe(battleView().battleId);
		expect(store.snapshot()).toMatchObject({ sending: null, view: { state: "answering" } });
		expect(store.snapshot().view?.turns[0]).toMatchObject({
			turn: 1,
			text: "hello",
			isRunning: true,
		});
	});

	it("says why a message was not taken, and takes nothing", async () => {
		const server = fakeServer(battleView(), []);
		server.api.takeTurn = async () => {
			throw new ApiError(limited);
		};
		const { store } = makeStore(server.api, battleView());
		expect(await store.send("hello", { mode: "blind" })).toBeNull();
		expect(store.snapshot().problem).toEqual({ ...limited, action: "send" });
		expect(store.snapshot().view?.turns).toEqual([]);
	});

	it("shows a vote only after the server stored it", async () => {
		const view = finished("A");
		const server = fakeServer(view, []);
		const { store } = makeStore(server.api, view);
		await expect(store.vote({ scope: "battle", outcome: "a" })).rejects.toBeInstanceOf(ApiError);
		expect(store.snapshot().view).toMatchObject({ state: "open", votes: [], reveal: null });
		const answer = {
			vote: { voteId: "v", scope: "battle", turn: 0, outcome: "a" },
			receipt: "abc",
			reveal: { counts: true },
		} as unknown as VoteAnswer;
		server.api.vote = async () => answer;
		server.set({ ...view, state: "decided", votes: [answer.vote], reveal: answer.reveal });
		await store.vote({ scope: "battle", outcome: "a" });
		expect(store.snapshot().view).toMatchObject({ state: "decided", votes: [answer.vote] });
	});

	it("gives up following a battle that is not ours", async () => {
		const server = fakeServer(running, []);
		server.api.openStream = async () => {
			throw new ApiError({ ...offline, code: "not-found", status: 404 });
		};
		const { store, slept } = makeStore(server.api, running);
		store.start();
		await vi.waitFor(() => expect(store.snapshot().problem?.code).toBe("not-found"));
		expect(slept).toEqual([]);
	});

	it("gives the connection back while hidden and still notices the end", async () => {
		const server = fakeServer(running, []);
		const { store, slept } = makeStore(server.api, running);
		store.setHidden(true);
		store.start();
		await vi.waitFor(() => expect(slept.length).toBeGreaterThan(1));
		expect(server.asked).toEqual([]);
		server.set(finished("A"));
		await vi.waitFor(() => expect(store.snapshot().view?.state).toBe("open"));
	});
});
