import { beforeAll, describe, expect, test } from "vitest";
import { adminActor, otherActors } from "#lib/testing/actors.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { addHouse, sql, until } from "#lib/testing/run-fixture.ts";
import { mayRun } from "./assert-runs.ts";
import { startWithPerson } from "./start-with-person.ts";
import { findAwaited, sayInSeat } from "./take-seat.ts";
import { startRunWorker } from "./work-on-runs.ts";

testDatabase();
beforeAll(addHouse);

const start = (rest = {}) =>
	startWithPerson(adminActor, {
		suite: "fair-price",
		seed: 5,
		seat: "negotiator",
		model: "house-player-20",
		...rest,
	});
const say = (slug: string, after: number, text: string, stop = false) =>
	sayInSeat(adminActor, slug, { text, stop, after });
const events = (slug: string) =>
	sql<{ kind: string; seat: string; data: { text?: string } }>(
		"SELECT v.kind, v.seat, v.data FROM episode_events v JOIN episodes e ON e.id = v.episode_id WHERE e.slug = $1 ORDER BY v.seq",
		[slug],
	);

/** Has a worker play on until the person is asked, or it has ended. */
async function playOn(slug: string): Promise<number | null> {
	const worker = startRunWorker({ atOnce: 2, onError: () => {} });
	try {
		await until(async () => {
			const [row] = await sql<{ state: string }>("SELECT state FROM episodes WHERE slug = $1", [
				slug,
			]);
			return ["person", "finished", "void"].includes(row?.state ?? "");
		});
	} finally {
		await worker.stop(10_000);
	}
	return (await findAwaited(slug))?.seq ?? null;
}

describe("a person's seat", () => {
	test("is asked, heard once, and the others go on from what was said", async () => {
		const { slug } = await start();
		expect(await findAwaited(slug)).toBeNull();
		const first = await playOn(slug);
		if (first === null) throw new Error("The person is not asked");
		await say(slug, first, "  My best price.\nOFFER 50\0 ");
		const second = await playOn(slug);
		const said = (await events(slug)).filter(({ kind }) => kind === "person-message");
		expect(said.map(({ data }) => data.text)).toEqual(["My best price.\nOFFER 50"]);
		if (second === null) return;
		expect(second).toBeGreaterThan(first);
		await say(slug, second, "WALK");
		expect(await playOn(slug)).toBeNull();
	});

	test("is the user's or an opponent's too, beside a model in the contested one", async () => {
		const { slug } = await start({ seat: "counterpart" });
		expect(await playOn(slug)).not.toBeNull();
		const [row] = await sql<{ drivers: Record<string, { kind: string; model: string | null }> }>(
			"SELECT drivers FROM episodes WHERE slug = $1",
			[slug],
		);
		expect(row?.drivers).toMatchObject({
			negotiator: { kind: "model", model: "house-player-20" },
			counterpart: { kind: "person", model: null },
		});
	});

	test("refuses a stale answer, also when the question came while it was on its way", async () => {
		const { slug } = await start({ seed: 6 });
		const asked = await playOn(slug);
		if (asked === null) throw new Error("The person is not asked");
		await expect(say(slug, asked - 1, "OFFER 1")).rejects.toMatchObject({
			code: "seat-not-asked",
			status: 409,
		});
		// It can still be answered.
		expect((await findAwaited(slug))?.seq).toBe(asked);
		await say(slug, asked, "OFFER 2");
		await expect(say(slug, asked, "OFFER 3")).rejects.toMatchObject({ code: "seat-not-asked" });
		await playOn(slug);
		await expect(say(slug, asked, "OFFER 4")).rejects.toMatchObject({ code: "seat-not-asked" });
		const said = (await events(slug)).filter(({ kind }) => kind === "person-message");
		expect(said.map(({ data }) => data.text)).toEqual(["OFFER 2"]);
	});

	test("hears one of ten tabs that answer at once", async () => {
		const { slug } = await start({ seed: 7 });
		const asked = await playOn(slug);
		if (asked === null) throw new Error("The person is not asked");
		const answers = await Promise.allSettled(
			Array.from({ length: 10 }, (_, i) => say(slug, asked, `OFFER ${i + 1}`)),
		);
		expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		const said = (await events(slug)).filter(({ kind }) => kind === "person-message");
		expect(said).toHaveLength(1);
	});

	test("takes no empty and no endless text, ends with a stop, and only lets in who may", async () => {
		const { slug } = await start({ seed: 8 });
		const asked = await playOn(slug);
		if (asked === null) throw new Error("The person is not asked");
		await expect(say(slug, asked, " \0 ")).rejects.toMatchObject({ code: "text-empty" });
		await expect(say(slug, asked, "x".repeat(2_000_000))).rejects.toMatchObject({
			code: "text-too-long",
		});
		const [nobody] = otherActors;
		for (const actor of otherActors.filter(mayRun))
			await expect(
				sayInSeat(actor, slug, { text: "OFFER 1", stop: false, after: asked }),
			).rejects.toMatchObject({ code: "episode-not-found", status: 404 });
		if (nobody !== undefined)
			await expect(
				sayInSeat(nobody, slug, { text: "OFFER 1", stop: false, after: asked }),
			).rejects.toMatchObject({ code: "forbidden" });
		await say(slug, asked, "", true);
		expect(await playOn(slug)).toBeNull();
		expect(await sql("SELECT state FROM episodes WHERE slug = $1", [slug])).toEqual([
			{ state: "finished" },
		]);
	});

	test("makes no battle: what the person did is no model's doing", async () => {
		expect(await sql("SELECT 1 FROM battles")).toEqual([]);
	});

	test("must be one of the suite's, and so must all else", async () => {
		await expect(start({ seat: "referee" })).rejects.toMatchObject({
			code: "seat-unknown",
			message: "fair-price has no seat referee; there are: negotiator, counterpart.",
		});
		await expect(start({ suite: "fair-prize" })).rejects.toMatchObject({
			code: "run-invalid",
			message: expect.stringContaining("did you mean fair-price?"),
		});
		await expect(start({ model: "house-player-99" })).rejects.toMatchObject({
			code: "run-invalid",
		});
		await expect(start({ control: "no-talks" })).rejects.toMatchObject({ code: "run-invalid" });
	});
});
