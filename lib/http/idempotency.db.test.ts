import { beforeEach, describe, expect, it, vi } from "vitest";
import { config } from "#lib/config/config.ts";
import { pool } from "#lib/db/pool.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { freeRunningKeys, once, requestHash } from "./idempotency.ts";

testDatabase();

const hash = requestHash("POST", "/api/battles", "{}");
const created = (text = '{"id":1}') =>
	vi.fn(async () =>
		Promise.resolve(
			new Response(text, {
				status: 201,
				headers: { "content-type": "application/json", location: "/b/1", "set-cookie": "secret=1" },
			}),
		),
	);
/** Work that goes on until it is let go. */
function held() {
	const gate = Promise.withResolvers<Response>();
	return { work: () => gate.promise, letGo: () => gate.resolve(new Response("done")) };
}

beforeEach(() => pool().query("DELETE FROM idempotency_keys"));

describe("once", () => {
	it("works once and gives the same answer again, marked, without its cookies", async () => {
		const work = created();
		const first = await once("voter:1", "key", hash, work);
		const again = await once("voter:1", "key", hash, work);
		expect(work).toHaveBeenCalledTimes(1);
		expect(await first.text()).toBe('{"id":1}');
		expect(first.headers.has("idempotency-replayed")).toBe(false);
		expect(again.status).toBe(201);
		expect(await again.text()).toBe('{"id":1}');
		expect(Object.fromEntries(again.headers)).toEqual({
			"content-type": "application/json",
			"idempotency-replayed": "true",
			location: "/b/1",
		});
	});
	it("repeats an answer without a body", async () => {
		const empty = async () => new Response(null, { status: 204 });
		await once("voter:1", "key", hash, empty);
		const again = await once("voter:1", "key", hash, empty);
		expect(again.status).toBe(204);
		expect(again.body).toBeNull();
	});
	it("keeps actors and keys apart", async () => {
		const work = created();
		await once("voter:1", "key", hash, work);
		await once("voter:2", "key", hash, work);
		await once("voter:1", "other", hash, work);
		expect(work).toHaveBeenCalledTimes(3);
	});
	it("refuses another request under the key", async () => {
		await once("voter:1", "key", hash, created());
		const other = requestHash("POST", "/api/battles", '{"mode":"named"}');
		await expect(once("voter:1", "key", other, created())).rejects.toMatchObject({
			code: "idempotency-mismatch",
			status: 409,
		});
	});
	it("lets one of many at the same moment work; the others are told to wait", async () => {
		const { work, letGo } = held();
		const spy = vi.fn(work);
		const all = Array.from({ length: 8 }, () => once("voter:1", "key", hash, spy));
		const waiting = all.map((one) => one.catch((error: unknown) => error));
		await vi.waitFor(async () => {
			const errors = await Promise.all(waiting.map((one) => Promise.race([one, null])));
			expect(errors.filter((error) => error instanceof AppError)).toHaveLength(7);
		});
		letGo();
		const settled = await Promise.all(waiting);
		expect(spy).toHaveBeenCalledTimes(1);
		expect(settled.filter((one) => one instanceof Response)).toHaveLength(1);
		const refused = settled.find((one) => one instanceof AppError);
		expect(refused).toMatchObject({
			code: "idempotency-running",
			status: 409,
			data: { retryAfterSeconds: 1 },
		});
	});
	it.each([429, 500, 503])("does not keep a %d, so that a retry works", async (status) => {
		await once("voter:1", "key", hash, async () => new Response("busy", { status }));
		const work = created();
		expect((await once("voter:1", "key", hash, work)).status).toBe(201);
	});
	it("keeps a refusal of the request itself", async () => {
		await once("voter:1", "key", hash, async () => new Response("wrong", { status: 422 }));
		const work = created();
		expect((await once("voter:1", "key", hash, work)).status).toBe(422);
		expect(work).not.toHaveBeenCalled();
	});
	it("frees the key when the work throws", async () => {
		await expect(
			once("voter:1", "key", hash, () => Promise.reject(new Error("x"))),
		).rejects.toThrow("x");
		expect((await once("voter:1", "key", hash, created())).status).toBe(201);
	});
	it("tells another request apart under the key of work that threw", async () => {
		const other = requestHash("POST", "/api/battles", '{"mode":"named"}');
		const broken = () => Promise.reject(new Error("after the commit"));
		await expect(once("voter:1", "key", hash, broken)).rejects.toThrow("after the commit");
		await expect(once("voter:1", "key", other, created())).rejects.toMatchObject({
			code: "idempotency-mismatch",
		});
	});
	it("answers even when the answer cannot be kept", async () => {
		await pool().query(`CREATE FUNCTION refuse_keeping() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`);
		await pool().query(`CREATE TRIGGER refuse_keeping BEFORE UPDATE ON idempotency_keys
			FOR EACH ROW WHEN (NEW.status IS NOT NULL) EXECUTE FUNCTION refuse_keeping()`);
		try {
			expect((await once("voter:1", "key", hash, created())).status).toBe(201);
		} finally {
			await pool().query("DROP FUNCTION refuse_keeping CASCADE");
		}
		// The work may be committed, so the key is not free for whoever asks next.
		await expect(once("voter:1", "key", hash, created())).rejects.toMatchObject({
			code: "idempotency-running",
		});
	});
	it("frees a key whose process died after the time of a lease, for one of those who ask", async () => {
		const leaseSeconds = config().PARLEY_LEASE_MS / 1000;
		await pool().query(
			"INSERT INTO idempotency_keys (actor, key, body_hash, created_at) VALUES ('voter:1', 'key', $1, now() - make_interval(secs => $2))",
			[hash, leaseSeconds + 1],
		);
		const { work, letGo } = held();
		const spy = vi.fn(work);
		const all = [1, 2, 3].map(() => once("voter:1", "key", hash, spy).catch((error) => error));
		await vi.waitFor(() => expect(spy).toHaveBeenCalled());
		letGo();
		const codes = (await Promise.all(all)).map((one) =>
			one instanceof AppError ? one.code : "done",
		);
		expect(spy).toHaveBeenCalledTimes(1);
		expect(codes.filter((code) => code === "idempotency-running").length).toBeLessThanOrEqual(2);
	});
	it("leaves a key alone whose process may still be at it, unless told that none is", async () => {
		await pool().query(
			"INSERT INTO idempotency_keys (actor, key, body_hash) VALUES ('voter:1', 'key', $1)",
			[hash],
		);
		await expect(once("voter:1", "key", hash, created())).rejects.toMatchObject({
			code: "idempotency-running",
		});
		await freeRunningKeys();
		expect((await once("voter:1", "key", hash, created())).status).toBe(201);
	});
	it("refuses a key of more than 200 characters", async () => {
		await expect(once("voter:1", "k".repeat(201), hash, created())).rejects.toMatchObject({
			status: 422,
		});
	});
});

describe("requestHash", () => {
	it("differs by method, path and body", () => {
		const hashes = [
			requestHash("POST", "/a", "x"),
			requestHash("PUT", "/a", "x"),
			requestHash("POST", "/b", "x"),
			requestHash("POST", "/a", "y"),
			requestHash("POST", "/a\n", "x"),
		];
		expect(new Set(hashes).size).toBe(hashes.length);
	});
});
