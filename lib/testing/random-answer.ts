import { seededRandom } from "#lib/kernel/random.ts";
import type { Observation } from "#lib/simulation/episode/observation.ts";
import type { Request } from "#lib/simulation/episode/request.ts";
import { type Answer, failure, outsideStop, reply, written } from "./drive-episode.ts";
import { marked } from "./toy-suites.ts";

/**
 * Answers at random, the same for equal seeds: talk, calls of tools that are there or not, broken blocks, persons,
 * a world over HTTP, now and then a failure or a stop from outside. What only the speaker may read is marked.
 */
export function randomAnswer(seed: number, orderOf: { order: string }): Answer {
	return (request, count) => {
		const random = seededRandom(seed + count * 7919);
		const chance = random.next();
		if (chance < 0.02) return outsideStop("timeout");
		if (request.kind === "ask") return modelAnswer(request, random.next(), random.next(), orderOf);
		if (request.kind === "person") return written(spoken(request, orderOf), chance > 0.9);
		return worldAnswer(request, random.next());
	};
}

function modelAnswer(
	request: Extract<Request, { kind: "ask" }>,
	kind: number,
	pick: number,
	orderOf: { order: string },
): Observation {
	const { seat, view } = request;
	if (kind < 0.02) return failure("agent");
	if (request.purpose === "consult") return reply(`Advice ${marked("advice", "nobody")}`);
	const tools = view.tools.map(({ name }) => name).filter((name) => name !== "huge");
	const name = tools[Math.floor(pick * (tools.length + 1))] ?? "nothing";
	const said = `Aside ${marked("aside", seat)}`;
	if (tools.length === 0 || kind < 0.5) return reply(spoken(request, orderOf));
	const call = { name, arguments: { word: marked("argument", seat) } };
	if (request.tools.length > 0) return reply(said, kind < 0.7 ? [call, call] : [call]);
	const block = `\`\`\`tool\n${kind < 0.6 ? "{broken" : JSON.stringify(call)}\n\`\`\``;
	return reply(`${said}\n${kind < 0.7 ? `${block}\n${block}` : block}`);
}

/** In a game a move is private, in a simultaneous turn it is until the turn is over, else everybody hears it. */
function spoken(
	{ seat, view }: { seat: string; view: { turn: number } },
	{ order }: { order: string },
) {
	if (order === "environment") return `${view.turn} ${marked("move", seat)}`;
	if (order === "simultaneous") return `Hello ${marked(`held@${view.turn}`, seat)}`;
	return `Hello in turn ${view.turn} by ${seat}.`;
}

function worldAnswer(request: Request, pick: number): Observation {
	const answer = (
		value: Extract<Observation, { kind: "remote-answer" }>["answer"],
		meta = null,
	) => ({
		kind: "remote-answer" as const,
		answer: value,
		meta,
	});
	if (request.kind === "remote-create")
		return {
			...answer({
				tools: [{ name: "press" }],
				observation: `A door ${marked("observation", "assistant")}`,
			}),
			meta: { session: "one" },
		};
	if (request.kind === "remote-score") return answer({ score: pick });
	return answer({ observation: `Still ${Math.floor(pick * 9)}`, reward: pick, done: pick > 0.9 });
}
