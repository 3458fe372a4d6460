import { agentGymClient } from "#lib/environments/agentgym/client.ts";
import type { AskJson } from "#lib/environments/ask-json.ts";
import type { Created, EnvironmentClient } from "#lib/environments/environment-client.ts";
import { canonicalJson, type Json } from "#lib/simulation/json.ts";
import { type Check, CheckSkipped, expectThat, must } from "./check.ts";
import type { ContractTestOptions } from "./parley-v1-checks.ts";
import { SEAT } from "./sample-actions.ts";

const COMPARED_STEPS = 5;
const words = { kind: "text", seat: SEAT, text: "look" } as const;

/** What Parley needs of a server of AgentGym; less than `parley-v1`, for those servers promise less. */
export function agentGymChecks(ask: AskJson, options: ContractTestOptions): Check[] {
	const client = agentGymClient(ask);
	let first: Created | undefined;
	const open = async () => must(await client.create(options));
	const shared = async () => {
		first ??= await open();
		return first;
	};
	return [
		{
			name: "create-reset",
			run: async () => {
				const { session, observation } = await shared();
				expectThat(observation !== "", "the first observation is empty: it holds the task");
				return `session ${session}, an observation of ${observation.length} characters`;
			},
		},
		{
			name: "observation",
			run: async () => {
				const { session } = await shared();
				const seen = await client.state(session);
				if (!seen.ok && [404, 405].includes(seen.failure.status ?? 0))
					throw new CheckSkipped("the server has no /observation, as some have not");
				return `${canonicalJson(must(seen)).length} bytes`;
			},
		},
		{
			name: "step",
			run: async () => {
				const { reward, done } = must(await client.step((await shared()).session, words));
				return `reward ${reward}, done ${done}`;
			},
		},
		{
			name: "same-item",
			run: async () => {
				const [one, two] = [await trajectory(client, options), await trajectory(client, options)];
				expectThat(one === two, "the same item and actions gave different observations or rewards");
				return `equal over ${COMPARED_STEPS} steps`;
			},
		},
		{
			name: "sessions-apart",
			run: async () => {
				const [one, two] = [await open(), await open()];
				expectThat(one.session !== two.session, "two sessions got the same id");
				must(await client.step(one.session, words));
				must(await client.step(two.session, words));
				must(await client.close(one.session));
				must(await client.close(two.session));
				return `${one.session} and ${two.session}`;
			},
		},
		{ name: "wrong-id", run: async () => wrongIdCheck(client, (await shared()).session, options) },
		{
			name: "close",
			run: async () => {
				must(await client.close((await shared()).session));
				return "closed, or the server closes nothing";
			},
		},
	];
}

async function trajectory(client: EnvironmentClient, start: ContractTestOptions): Promise<string> {
	const { session, observation } = must(await client.create(start));
	const seen: Json[] = [observation];
	for (let n = 0; n < COMPARED_STEPS; n++) {
		const step = must(await client.step(session, words));
		seen.push([step.observation, step.reward, step.done]);
		if (step.done) break;
	}
	must(await client.close(session));
	return canonicalJson(seen);
}

/** AgentGym's servers refuse with 4xx, with 500, or with 200 and an error. */
async function wrongIdCheck(
	client: EnvironmentClient,
	session: string,
	start: ContractTestOptions,
): Promise<string> {
	const [field] = session.split(":");
	const stepped = await client.step(`${field}:987654321`, words);
	expectThat(!stepped.ok, "a step in a session that does not exist must be refused");
	expectThat(
		stepped.failure.code === "http-status",
		`a step in a session that does not exist must be refused, and gave ${stepped.failure.code}`,
	);
	// And goes on afterwards.
	const { session: next } = must(await client.create(start));
	must(await client.close(next));
	return `refused with ${stepped.failure.status}`;
}
