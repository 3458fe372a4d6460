import { expect, type Page, test } from "@playwright/test";
import { HttpVoter } from "./fixtures/http-voter.ts";
import { TurnReader } from "./fixtures/turn-reader.ts";

/** JavaScript that a first load may transfer, compressed as served, in bytes. */
const BATTLE = 340_000;
const READING = 200_000;

/** What a page needs to be there: a voter, a battle of theirs before and one after the reveal. */
interface Played {
	cookie: string;
	running: string;
	decided: string;
	replayPath: string;
	receipt: string;
	model: string;
}

const pages: {
	name: string;
	budget: number;
	path: (played: Played) => string;
	/** A reply is on the page, so the Markdown reader is fetched once the page is alive. */
	showsReply?: true;
}[] = [
	{ name: "/", budget: BATTLE, path: () => "/" },
	{
		name: "/b/{id}, answered",
		budget: BATTLE,
		path: ({ running }) => `/b/${running}`,
		showsReply: true,
	},
	{
		name: "/b/{id}, revealed",
		budget: BATTLE,
		path: ({ decided }) => `/b/${decided}`,
		showsReply: true,
	},
	{ name: "/r/{slug}", budget: READING, path: ({ replayPath }) => replayPath },
	{ name: "/leaderboard", budget: READING, path: () => "/leaderboard" },
	{ name: "/models/{slug}", budget: READING, path: ({ model }) => `/models/${model}` },
	{ name: "/methodology", budget: READING, path: () => "/methodology" },
	{ name: "/data", budget: READING, path: () => "/data" },
	{ name: "/receipts", budget: READING, path: () => "/receipts" },
	{ name: "/receipts/{code}", budget: READING, path: ({ receipt }) => `/receipts/${receipt}` },
	{ name: "/about", budget: READING, path: () => "/about" },
	{ name: "/privacy", budget: READING, path: () => "/privacy" },
	{ name: "/accessibility", budget: READING, path: () => "/accessibility" },
	{ name: "/sign-in", budget: READING, path: () => "/sign-in" },
	{ name: "/studio", budget: READING, path: () => "/studio" },
];

/**
 * Two battles with one answered turn each, the second one voted on. Of two models whose replies are
 * plain text: what typesets mathematics or colours code comes only with a reply that has some.
 */
async function play(baseUrl: string): Promise<Played> {
	const voter = new HttpVoter(() => baseUrl);
	const answered = async () => {
		const models = ["house-listener", "house-librarian"];
		const { json } = await voter.insist("POST", "/api/battles", { mode: "named", models });
		const id = String(json["battleId"]);
		const turn = await voter.insist("POST", `/api/battles/${id}/turns`, {
			text: "Why is the sky blue?",
		});
		const reader = new TurnReader();
		await voter.follow(String(turn.json["streamUrl"]), 0, (event) => reader.take(event));
		expect(reader.isOver, "the turn is answered").toBe(true);
		return id;
	};
	const [running, decided] = [await answered(), await answered()];
	const vote = { scope: "battle", outcome: "tie" };
	const { status, json } = await voter.insist("POST", `/api/battles/${decided}/votes`, vote);
	expect(status).toBe(201);
	const reveal = json["reveal"] as { replayPath: string; a: { slug: string } };
	const { replayPath, a } = reveal;
	const receipt = String(json["receipt"]);
	return { cookie: voter.cookie, running, decided, replayPath, receipt, model: a.slug };
}

/** Loads a page into an empty cache until it asks for nothing more; bytes of all scripts as transferred. */
async function firstLoadJs(page: Page, path: string, showsReply: boolean): Promise<number> {
	const sizes: Promise<number>[] = [];
	let hasReader = false;
	page.on("requestfinished", async (request) => {
		if (request.resourceType() !== "script") return;
		sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
		const body = await (await request.response())?.text();
		hasReader ||= body?.includes("data-streamdown") ?? false;
	});
	const response = await page.goto(path);
	expect(response?.status(), `${path} is there`).toBe(200);
	// A busy machine may pause between the page and what the page then asks for.
	if (showsReply) await expect.poll(() => hasReader, "the Markdown reader came").toBe(true);
	await page.waitForLoadState("networkidle");
	return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

test.describe("first-load JavaScript", () => {
	let played: Played;
	const measured: string[] = [];

	test.beforeAll(async ({ baseURL }) => {
		played = await play(baseURL ?? "");
	});

	test.afterAll(() => {
		console.log(`First-load JavaScript, kB as transferred:\n${measured.join("\n")}`);
	});

	for (const { name, budget, path, showsReply = false } of pages)
		test(`${name} stays within ${budget / 1000} kB`, async ({ page, baseURL }) => {
			const [cookie = "", value = ""] = played.cookie.split("=");
			await page.context().addCookies([{ name: cookie, value, url: baseURL ?? "" }]);
			const bytes = await firstLoadJs(page, path(played), showsReply);
			const share = Math.round((bytes / budget) * 100);
			measured.push(
				`  ${name.padEnd(20)} ${(bytes / 1000).toFixed(1).padStart(6)} of ${budget / 1000} (${share} %)`,
			);
			// A page without any script would be one that failed to load them.
			expect(bytes).toBeGreaterThan(50_000);
			expect(bytes).toBeLessThanOrEqual(budget);
		});
});
