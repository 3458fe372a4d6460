import { describe, expect, test } from "vitest";
import type { Json } from "#lib/simulation/json.ts";
import { type Answer, drive, reply } from "#lib/testing/drive-episode.ts";
import { toyRemote, toySetup } from "#lib/testing/toy-suites.ts";
import type { Observation } from "./observation.ts";

const answered = (answer: Json, meta: Json = null): Observation => ({
	kind: "remote-answer",
	answer,
	meta,
});
const broken: Observation = { kind: "remote-error", code: "unreachable", meta: null };
const created = answered(
	{
		tools: [
			{ name: "press", cost: 2 },
			{ name: "leave", effect: "end" },
		],
		observation: "A door.",
	},
	{ session: "s-1" },
);

/** A server that gives these answers, and a model that says or calls these. */
function playing(
	server: { create?: Observation; steps?: Observation[]; score?: Observation },
	model: ReturnType<typeof reply>[] = [],
): Answer {
	let steps = 0;
	let asked = 0;
	return (request) => {
		if (request.kind === "remote-create") return server.create ?? created;
		if (request.kind === "remote-score") return server.score ?? answered({ score: 0.5 });
		if (request.kind === "remote-step") return server.steps?.[steps++] ?? answered({ done: true });
		return model[asked++] ?? reply("push");
	};
}
const game = (policy = {}) => toySetup(toyRemote(policy), { environment: "remote" });
const talk = () =>
	toySetup(toyRemote({ order: "round-robin", speakers: ["user", "assistant"], turnsMax: 2 }), {
		environment: "remote",
	});

describe("an environment over HTTP", () => {
	test("is created, moved in and scored", () => {
		const { requests, record, end } = drive(
			game(),
			playing({ steps: [answered({ observation: { door: "ajar" }, reward: 1, info: { n: 1 } })] }),
		);
		expect(requests.map(({ kind }) => kind)).toEqual([
			"remote-create",
			"ask",
			"remote-step",
			"ask",
			"remote-step",
			"remote-score",
			"finished",
		]);
		expect(requests[2]).toEqual({
			kind: "remote-step",
			session: "s-1",
			action: { kind: "text", seat: "assistant", text: "push" },
		});
		const shown = record.messages.flatMap((one) => (one.kind === "observation" ? [one.text] : []));
		expect(shown).toEqual(["A door.", '{"door":"ajar"}']);
		expect(record.environmentScore).toEqual({ score: 0.5 });
		expect(record.environmentInfo).toEqual([{ n: 1 }]);
		expect(record.environment).toBeNull();
		expect(end).toBe("environment-done");
	});

	test("gives results of tools to the seat that called, with errors as errors", () => {
		const steps = [
			answered({ observation: "It gives way." }),
			answered({ info: { error: { code: "wrong-type", message: "Not a number." } } }),
		];
		const calls = [{ name: "press" }, { name: "press", arguments: { hard: "very" } }];
		const { requests, record, end } = drive(talk(), playing({ steps }, [reply("", calls)]));
		const results = record.messages.flatMap((one) =>
			one.kind === "tool-result" ? [one.result] : [],
		);
		expect(results).toEqual([
			{ output: "It gives way." },
			{ error: { code: "wrong-type", message: "Not a number." } },
		]);
		expect(requests.find(({ kind }) => kind === "remote-step")).toMatchObject({
			action: { kind: "tool", call: { name: "press", arguments: {} } },
		});
		expect(end).toBe("turns-max");
	});

	test("ends by its own word, by a tool that ends, and by its budget", () => {
		const press = reply("", [{ name: "press" }]);
		expect(drive(talk(), playing({}, [press])).end).toBe("environment-done");
		const leaves = playing({ steps: [answered({})] }, [reply("", [{ name: "leave" }])]);
		expect(drive(talk(), leaves).end).toBe("agent-submit");
		const budget = { tokensMax: null, costUsdMax: null, toolCostMax: 1 };
		expect(drive(game({ budget }), playing({}, [press])).end).toBe("budget");
	});

	test.each<[string, Parameters<typeof playing>[0]]>([
		["can't be created", { create: broken }],
		["has no session", { create: answered({ observation: "A door." }) }],
		["creates nonsense", { create: answered("nonsense", { session: "s-1" }) }],
		["offers tools without names", { create: answered({ tools: [{}] }, { session: "s-1" }) }],
		["can't be stepped", { steps: [broken] }],
		["steps into nonsense", { steps: [answered([1])] }],
		["rewards with words", { steps: [answered({ reward: "much" })] }],
		["can't be scored", { score: broken }],
		["scores with words", { score: answered({ score: "good" }) }],
		["has no score", { score: answered(null) }],
	])("voids the conversation when it %s", (_, server) => {
		const { end, record } = drive(game(), playing(server));
		expect(end).toBe("infrastructure-error");
		expect(record.environmentScore).toEqual({});
	});

	test("keeps the end of what is over when it is stopped while it is scored", () => {
		const stopped = playing({ score: { kind: "outside-stop", reason: "timeout", meta: null } });
		let isStopped = false;
		const { end, record } = drive(game(), (request, count) => {
			if (request.kind !== "remote-score" || isStopped) return playing({})(request, count);
			isStopped = true;
			return stopped(request, count);
		});
		expect(end).toBe("environment-done");
		expect(record.environmentScore).toEqual({ score: 0.5 });
	});

	test("is asked for its score also after a stop from outside", () => {
		const { end, record } = drive(game(), (request, count) =>
			request.kind === "ask"
				? { kind: "outside-stop", reason: "human-end", meta: null }
				: playing({})(request, count),
		);
		expect(end).toBe("human-end");
		expect(record.environmentScore).toEqual({ score: 0.5 });
	});
});
