import { describe, expect, test } from "vitest";
import { pool } from "#lib/db/pool.ts";
import { testDatabase } from "#lib/testing/database.ts";
import { createOperatorCode } from "./create-operator-code.ts";
import { ensureFirstOperatorCode } from "./ensure-first-operator-code.ts";
import { newOperatorCode } from "./operator-code.ts";
import { redeemOperatorCode } from "./redeem-operator-code.ts";

testDatabase();

describe("the operator's one-time code", () => {
	test("has 100 random bits in groups that can be read out", () => {
		const codes = new Set(Array.from({ length: 500 }, newOperatorCode));
		expect(codes.size).toBe(500);
		for (const code of codes)
			expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
	});

	test("lets exactly one of 32 tries at once in, and nobody afterwards", async () => {
		const { code } = await createOperatorCode();
		const tries = await Promise.all(Array.from({ length: 32 }, () => redeemOperatorCode(code)));
		expect(tries.filter((found) => found !== null)).toEqual([{ userId: "operator" }]);
		expect(await redeemOperatorCode(code)).toBeNull();
		const { rows } = await pool().query("SELECT role FROM users WHERE id = 'operator'");
		expect(rows).toEqual([{ role: "admin" }]);
	});

	test("is read whatever its case, spaces and look-alikes", async () => {
		const { code } = await createOperatorCode();
		const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
		expect(await redeemOperatorCode(typed)).toEqual({ userId: "operator" });
	});

	test("is worth nothing once it expired", async () => {
		const { code } = await createOperatorCode();
		await pool().query(
			"UPDATE operator_codes SET expires_at = now() - interval '1 second' WHERE used_at IS NULL",
		);
		expect(await redeemOperatorCode(code)).toBeNull();
	});

	test("ends the other open codes when it is used", async () => {
		const [left, used] = [await createOperatorCode(), await createOperatorCode()];
		expect(await redeemOperatorCode(used.code)).not.toBeNull();
		expect(await redeemOperatorCode(left.code)).toBeNull();
	});

	test("is not stored in the clear", async () => {
		const { code } = await createOperatorCode();
		const { rows } = await pool().query("SELECT * FROM operator_codes");
		const stored = JSON.stringify(rows).toUpperCase();
		expect(stored).not.toContain(code);
		expect(stored).not.toContain(code.replaceAll("-", ""));
	});

	test("is made at start only while nobody is admin", async () => {
		expect(await ensureFirstOperatorCode()).toBeNull();
		await pool().query("UPDATE users SET role = 'voter'");
		const first = await ensureFirstOperatorCode();
		expect(first).not.toBeNull();
		expect(await redeemOperatorCode(first?.code ?? "")).toEqual({ userId: "operator" });
		expect(await ensureFirstOperatorCode()).toBeNull();
	});

	test.each(["", "-----", "wrong", "\u0000", "0".repeat(10_000)])("refuses %j", async (code) => {
		expect(await redeemOperatorCode(code)).toBeNull();
	});
});
