import type { AskJson } from "#lib/environments/ask-json.ts";
import type { Created, EnvironmentClient } from "#lib/environments/environment-client.ts";
import { parleyV1Client } from "#lib/environments/parley-v1/client.ts";
import { canonicalJson, type Json } from "#lib/simulation/json.ts";
import { toolErrorCodes } from "#lib/simulation/tools.ts";
import { type Check, CheckSkipped, expectThat, must } from "./check.ts";
import { refusalChecks } from "./refusal-checks.ts";
import { requiredOf, SEAT, sampleAction, sampleArguments, toolAction } from "./sample-actions.ts";

export interface ContractTestOptions {
	/** What `create` is given. */
	scenario: Json;
	seed: number;
	/** How many steps are tried at most until the end of an episode. */
	stepsMax: number;
}

/** Steps that are compared between two sessions. */
const COMPARED_STEPS = 12;
const SESSIONS_AT_ONCE = 8;

/** What a server of the contract `parley-v1` has to do, one check for each. */
export function parleyV1Checks(ask: AskJson, options: ContractTestOptions): Check[] {
	const client = parleyV1Client(ask);
	const session = new Session(client, options);
	return [
		{ name: "create", run: () => createCheck(session) },
		{ name: "tools", run: () => toolsCheck(session) },
		{ name: "step", run: () => stepCheck(session) },
		{ name: "unknown-tool", run: () => unknownToolCheck(session) },
		{ name: "missing-parameter", run: () => missingParameterCheck(session) },
		{ name: "invented-parameter", run: () => inventedParameterCheck(session) },
		{ name: "arguments-not-json", run: () => argumentsCheck(session) },
		{ name: "state", run: () => stateCheck(session) },
		{ name: "score", run: () => scoreCheck(session) },
		{ name: "same-seed", run: () => sameSeedCheck(session) },
		{ name: "sessions-apart", run: () => apartCheck(session) },
		{ name: "at-once", run: () => atOnceCheck(session) },
		{ name: "done", run: () => doneCheck(session) },
		{ name: "step-after-done", run: () => afterDoneCheck(session, ask) },
		...refusalChecks(session, ask),
	];
}

/** The sessions that the checks share. */
export class Session {
	readonly client: EnvironmentClient;
	readonly options: ContractTestOptions;
	/** An episode that was played to its end; null until then. */
	ended: string | null = null;
	#first: Created | null = null;

	constructor(client: EnvironmentClient, options: ContractTestOptions) {
		this.client = client;
		this.options = options;
	}

	async open(): Promise<Created> {
		const { scenario, seed } = this.options;
		return must(await this.client.create({ scenario, seed }));
	}

	/** The session that the simple checks use one after the other. */
	async first(): Promise<Created> {
		this.#first ??= await this.open();
		return this.#first;
	}
}

async function createCheck(session: Session): Promise<string> {
	const { tools, observation } = await session.first();
	return `${tools.length} tools, an observation of ${observation.length} characters`;
}

async function toolsCheck(session: Session): Promise<string> {
	const { tools } = await session.first();
	if (tools.length === 0) throw new CheckSkipped("it has no tools: moves are made in words");
	const names = tools.map(({ name }) => name);
	expectThat(new Set(names).size === names.length, "two tools have the same name");
	for (const { name, parameters, description } of tools) {
		expectThat(parameters["type"] === "object", `parameters of ${name} must be of type object`);
		expectThat(description !== "", `${name} needs a description: it is all that a model reads`);
		const properties = parameters["properties"] ?? {};
		const missing = requiredOf({ name, description, parameters, effect: "read" }).find(
			(required) => !Object.hasOwn(Object(properties), required),
		);
		expectThat(missing === undefined, `${name} requires ${missing}, which has no properties`);
	}
	return names.join(", ");
}

async function stepCheck(session: Session): Promise<string> {
	const { session: id, tools } = await session.first();
	const action = sampleAction(tools, 0);
	const stepped = must(await session.client.step(id, action));
	const told = action.kind === "tool" ? `tool ${action.call.name}` : "words";
	return `${told}: reward ${stepped.reward}, done ${stepped.done}`;
}

/** The typed error of a tool call that must fail. */
async function errorOf(session: Session, name: string, given: Json): Promise<string> {
	const { session: id } = await session.first();
	const { info } = must(await session.client.step(id, toolAction(name, given)));
	const error = typeof info === "object" && info !== null && "error" in info ? info.error : null;
	const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
	expectThat(
		toolErrorCodes.some((each) => each === code),
		`info.error.code must be one of ${toolErrorCodes.join(", ")}, and is ${JSON.stringify(code)}`,
	);
	return String(code);
}

async function unknownToolCheck(session: Session): Promise<string> {
	const code = await errorOf(session, "no_such_tool", {});
	expectThat(code === "unknown-tool", `info.error.code must be unknown-tool, and is ${code}`);
	return code;
}

async function missingParameterCheck(session: Session): Promise<string> {
	const { tools } = await session.first();
	const tool = tools.find((each) => requiredOf(each).length > 0);
	if (tool === undefined) throw new CheckSkipped("no tool requires a parameter");
	const code = await errorOf(session, tool.name, {});
	expectThat(
		code === "missing-parameter",
		`${tool.name} without arguments must be missing-parameter, and is ${code}`,
	);
	return tool.name;
}

async function inventedParameterCheck(session: Session): Promise<string> {
	const { tools } = await session.first();
	const tool = tools.find(
		({ parameters, effect }) => parameters["additionalProperties"] === false && effect !== "end",
	);
	if (tool === undefined) throw new CheckSkipped("no tool excludes additional properties");
	const given = { ...Object(sampleArguments(tool, 0)), no_such_parameter: 1 };
	const code = await errorOf(session, tool.name, given);
	expectThat(
		code === "invented-parameter",
		`${tool.name} with no_such_parameter must be invented-parameter, and is ${code}`,
	);
	return tool.name;
}

async function argumentsCheck(session: Session): Promise<string> {
	const { tools } = await session.first();
	const tool = tools.find(({ effect }) => effect !== "end");
	if (tool === undefined) throw new CheckSkipped("it has no tools that could be called");
	const code = await errorOf(session, tool.name, "{not json");
	return `${tool.name}: ${code}`;
}

async function stateCheck(session: Session): Promise<string> {
	const { session: id } = await session.first();
	const state = must(await session.client.state(id));
	const again = must(await session.client.state(id));
	expectThat(
		canonicalJson(state) === canonicalJson(again),
		"reading the state twice gave two states; reading must change nothing",
	);
	return `${canonicalJson(state).length} bytes`;
}

async function scoreCheck(session: Session): Promise<string> {
	const { session: id } = await session.first();
	return scoreText(must(await session.client.score(id, null)));
}

const scoreText = (score: Record<string, number>) =>
	Object.entries(score)
		.map(([name, value]) => `${name} ${value}`)
		.join(", ");

/** What an episode showed of itself, as one text. */
async function trajectory(session: Session): Promise<string> {
	const { session: id, tools, observation } = await session.open();
	const seen: Json[] = [observation, JSON.parse(JSON.stringify(tools)) as Json];
	for (let n = 0; n < COMPARED_STEPS; n++) {
		const { observation, reward, done } = must(
			await session.client.step(id, sampleAction(tools, n)),
		);
		seen.push([observation, reward, done]);
		if (done) break;
	}
	seen.push(must(await session.client.score(id, null)));
	must(await session.client.close(id));
	return canonicalJson(seen);
}

async function sameSeedCheck(session: Session): Promise<string> {
	const [one, two] = [await trajectory(session), await trajectory(session)];
	expectThat(
		one === two,
		"the same scenario, seed and actions gave different tools, observations, rewards or scores",
	);
	return `equal over up to ${COMPARED_STEPS} steps`;
}

async function apartCheck(session: Session): Promise<string> {
	const [one, two] = [await session.open(), await session.open()];
	expectThat(one.session !== two.session, "two sessions got the same id");
	const before = canonicalJson(must(await session.client.state(two.session)));
	for (let n = 0; n < COMPARED_STEPS; n++)
		if (must(await session.client.step(one.session, sampleAction(one.tools, n))).done) break;
	must(await session.client.close(one.session));
	const after = canonicalJson(must(await session.client.state(two.session)));
	expectThat(before === after, "steps in one session changed the state of another");
	must(await session.client.close(two.session));
	return "what happens in one does not show in the other";
}

async function atOnceCheck(session: Session): Promise<string> {
	const all = await Promise.all(
		Array.from({ length: SESSIONS_AT_ONCE }, () => trajectory(session)),
	);
	expectThat(new Set(all).size === 1, "sessions that ran at the same time disturbed each other");
	return `${SESSIONS_AT_ONCE} sessions at the same time`;
}

async function doneCheck(session: Session): Promise<string> {
	const { session: id, tools } = await session.open();
	const ending = tools.find(({ effect }) => effect === "end");
	for (let n = 0; n < session.options.stepsMax; n++) {
		const isLast = n === session.options.stepsMax - 1 && ending !== undefined;
		const action = isLast
			? toolAction(ending.name, sampleArguments(ending, 0), n)
			: sampleAction(tools, n);
		const { done } = must(await session.client.step(id, action));
		if (!done) continue;
		session.ended = id;
		return `after ${n + 1} steps; ${scoreText(must(await session.client.score(id, null)))}`;
	}
	must(await session.client.close(id));
	throw new CheckSkipped(
		`no end within ${session.options.stepsMax} steps; --steps tries more, --scenario an easier one`,
	);
}

async function afterDoneCheck({ ended, client }: Session, ask: AskJson): Promise<string> {
	if (ended === null) throw new CheckSkipped("no episode came to its end");
	const move = { kind: "text", text: "look" } as const;
	const body = { id: ended, seat: SEAT, action: move };
	const { status } = must(await ask.any("POST", "/step", body));
	let detail = `refused with ${status}`;
	if (status < 400 || status >= 500) {
		const { done, reward } = must(await client.step(ended, { ...move, seat: SEAT }));
		expectThat(
			done && reward === 0,
			"a step after the end must be refused with 409, or be done again with reward 0",
		);
		detail = "done again";
	}
	must(await client.close(ended));
	return detail;
}
