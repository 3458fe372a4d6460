import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultServer, startFaultServer } from "#lib/testing/fault-server.ts";
import { refusalOf } from "./address-guard.ts";
import { createGuardedFetch } from "./guarded-fetch.ts";

const limits = { connectTimeoutMs: 5000, timeoutMs: 60_000, bytesMax: 1000 };
let server: FaultServer;
beforeAll(async () => {
	server = await startFaultServer();
	server.answer = (response) => response.end("{}");
});
afterAll(() => server.stop());

describe("an address that somebody typed", () => {
	it.each([
		"http://127.0.0.1/",
		"http://127.1/",
		"http://2130706433/",
		"http://0x7f.0.0.1/",
		"http://0/",
		"http://10.1.2.3/",
		"http://172.16.0.1/",
		"http://192.168.1.1/",
		"http://169.254.169.254/latest/meta-data/",
		"http://100.64.0.1/",
		"http://224.0.0.1/",
		"http://255.255.255.255/",
		"http://[::1]/",
		"http://[::]/",
		"http://[::ffff:127.0.0.1]/",
		"http://[::ffff:a00:1]/",
		"http://[fe80::1]/",
		"http://[fd00::1]/",
		"http://[64:ff9b::7f00:1]/",
		"http://[2002:7f00:1::]/",
		"http://[ff02::1]/",
		"file:///etc/passwd",
		"http://user@example.org/",
		"http://:password@example.org/",
	])("is refused: %s", (url) => {
		expect(refusalOf(new URL(url))).toMatch(/is not (asked|a public address)/);
	});
	it.each([
		"http://93.184.215.14/",
		"https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
		"https://example.org:8443/env",
	])("is not refused before it is resolved: %s", (url) => {
		expect(refusalOf(new URL(url))).toBeNull();
	});
	it("is refused when its name resolves to this machine, and nothing is sent", async () => {
		const port = new URL(server.baseUrl).port;
		const fetch = createGuardedFetch(false, limits);
		for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
			const outcome = await fetch("GET", new URL(`http://${host}:${port}/`), null);
			expect(outcome).toMatchObject({
				ok: false,
				failure: {
					code: "address-refused",
					message: expect.stringMatching(/not a public address \(loopback\)/),
				},
			});
		}
		expect(server.requests).toEqual([]);
	});
	it("is asked all the same when the operator has named it", async () => {
		const fetch = createGuardedFetch(true, limits);
		const port = new URL(server.baseUrl).port;
		expect(await fetch("GET", new URL(`http://127.0.0.1:${port}/`), null)).toMatchObject({
			ok: true,
			value: { status: 200, text: "{}" },
		});
	});
});
