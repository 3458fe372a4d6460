import { expect, test } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { storeEpisode, storeMessage } from "#lib/testing/suite-fixture.ts";
import { POST as drawRoute } from "./draw/route.ts";
import { POST as voteRoute } from "./votes/route.ts";

testDatabase();

test("the forms draw with a new cookie, vote, and go back to the page", async () => {
	overrideConfig({ PARLEY_LOG_LEVEL: "silent" });
	for (const [model, text] of [
		["wren", "MOVE a1"],
		["lark", "MOVE b2"],
	] as const) {
		const id = await storeEpisode({
			model,
			metrics: { points: text.length, keeping: 1 },
			pairs: true,
		});
		await storeMessage(id, 0, { seat: "player", text });
	}
	const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
		new Request(`http://localhost${path}`, {
			method: "POST",
			body: new URLSearchParams(body).toString(),
			headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
		});
	const context = { params: Promise.resolve({}) };
	const drawn = await drawRoute(post("/api/judge/draw", { suite: "" }), context);
	expect(drawn.status).toBe(303);
	const location = drawn.headers.get("location") ?? "";
	const pair = new URL(location, "http://site").searchParams.get("pair") ?? "";
	const cookie = (drawn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
	const voted = await voteRoute(
		post("/api/judge/votes", { pair, choice: "right", comment: "" }, { cookie }),
		context,
	);
	expect(voted.status).toBe(303);
	expect(voted.headers.get("location")).toContain("done=recorded");
	const stranger = await voteRoute(post("/api/judge/votes", { pair, choice: "left" }), context);
	expect(stranger.headers.get("location")).toContain("problem=pair-not-found");
	const none = await drawRoute(
		post("/api/judge/draw", { suite: "fair-price" }, { cookie }),
		context,
	);
	expect(none.headers.get("location")).toBe("/judge?problem=no-pair");
});
