import type { AskJson } from "#lib/environments/ask-json.ts";
import type { EnvironmentClient } from "#lib/environments/environment-client.ts";
import { type Check, CheckFailed, expectThat, must } from "./check.ts";
import { SEAT } from "./sample-actions.ts";

/** More than any action of a model; no server has to take it. */
const LARGE_BODY_BYTES = 8_388_608;

interface Opened {
	client: EnvironmentClient;
	open(): Promise<{ session: string }>;
	first(): Promise<{ session: string }>;
}

/** What a server of `parley-v1` has to refuse, and that it goes on afterwards. */
export function refusalChecks(session: Opened, ask: AskJson): Check[] {
	const look = { kind: "text", text: "look" };
	const refused = async (path: string, body: unknown) => {
		const { status } = must(await ask.any("POST", path, body));
		expectThat(
			status >= 400 && status < 500,
			`${path} must refuse this with a status of 400 to 499, and answered ${status}`,
		);
		return `${path} ${status}`;
	};
	const wrongId = { id: "no-such-session", seat: SEAT, action: look };
	return [
		{
			name: "wrong-id",
			run: async () =>
				[await refused("/step", wrongId), await refused("/score", { id: wrongId.id })].join(", "),
		},
		{
			name: "bad-request",
			run: async () =>
				[
					await refused("/step", {}),
					await refused("/step", "a text, no object"),
					await refused("/create", { scenario: {}, seed: "a text" }),
				].join(", "),
		},
		{ name: "body-too-large", run: () => largeBodyCheck(session, ask) },
		{
			name: "close",
			run: async () => {
				must(await session.client.close((await session.first()).session));
				return "closed";
			},
		},
		{ name: "close-twice", run: () => closeTwiceCheck(session, ask) },
		{
			name: "step-after-close",
			run: async () => refused("/step", { ...wrongId, id: (await session.first()).session }),
		},
	];
}

async function largeBodyCheck(session: Opened, ask: AskJson): Promise<string> {
	const { session: id } = await session.open();
	const text = "a".repeat(LARGE_BODY_BYTES);
	const answer = await ask.any("POST", "/step", { id, seat: SEAT, action: { kind: "text", text } });
	// A server may hang up on a body that it will not read.
	const isRefused = answer.ok
		? answer.value.status >= 400 && answer.value.status < 500
		: answer.failure.code === "unreachable";
	if (!isRefused)
		throw new CheckFailed(
			`a body of ${LARGE_BODY_BYTES} bytes must be refused, best with 413, and was ${answer.ok ? `answered ${answer.value.status}` : answer.failure.code}`,
		);
	must(await session.client.state(id));
	must(await session.client.close(id));
	return answer.ok ? `refused with ${answer.value.status}` : "the connection was closed";
}

async function closeTwiceCheck(session: Opened, ask: AskJson): Promise<string> {
	const { session: id } = await session.first();
	const { status } = must(await ask.any("POST", "/close", { id }));
	const isFine = (status >= 200 && status < 300) || status === 404 || status === 410;
	expectThat(isFine, `closing twice must be answered 200, 404 or 410, and was ${status}`);
	return `answered ${status}`;
}
