import { describe, expect, it } from "vitest";
import { networkHash } from "./client-network.ts";

const hash = (address: string | null, secret = "a secret of the test") =>
	networkHash(address, secret);

describe("networkHash", () => {
	it("is the same for one IPv4 /24, also written as IPv6", () => {
		expect(hash("203.0.113.7")).toBe(hash("203.0.113.250"));
		expect(hash("::ffff:203.0.113.9")).toBe(hash("203.0.113.7"));
		expect(hash("203.0.112.7")).not.toBe(hash("203.0.113.7"));
	});
	it("is the same for one IPv6 /48, in any spelling", () => {
		expect(hash("2001:db8:5:1::1")).toBe(hash("2001:0DB8:0005:ffff:1:2:3:4"));
		expect(hash("2001:db8:6:1::1")).not.toBe(hash("2001:db8:5:1::1"));
	});
	it("counts what is no address together", () => {
		expect(hash("unknown")).toBe(hash(null));
		expect(hash("203.0.113.7:80")).toBe(hash(""));
	});
	it("cannot be told without the secret, and does not hold the address", () => {
		expect(hash("203.0.113.7", "another secret")).not.toBe(hash("203.0.113.7"));
		expect(hash("203.0.113.7")).toMatch(/^[\w-]{22}$/);
	});
});
