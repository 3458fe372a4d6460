import { describe, expect, it } from "vitest";
import { cookieOf, readVoter, signVoter, VOTER_COOKIE, voterSetCookie } from "./voter-cookie.ts";

const SECRET = "a secret of the test, long enough";
const VOTER = "017f22e2-79b0-7000-8000-000000000001";
const OTHER = "017f22e2-79b0-7000-8000-000000000002";
const NOW_MS = 1_790_000_000_000;
const YEAR_MS = 365 * 24 * 3600 * 1000;

describe("the voter cookie", () => {
	const value = signVoter(VOTER, NOW_MS, SECRET);
	it("gives back the voter it was signed for", () => {
		expect(readVoter(value, NOW_MS + 1000, SECRET)).toBe(VOTER);
	});
	it("holds for a year and no longer", () => {
		expect(readVoter(value, NOW_MS + YEAR_MS, SECRET)).toBe(VOTER);
		expect(readVoter(value, NOW_MS + YEAR_MS + 1000, SECRET)).toBeNull();
	});
	it.each([
		["another voter's id", value.replace(VOTER, OTHER)],
		["a later time of issue", value.replace("1790000000", "1800000000")],
		["another secret", signVoter(VOTER, NOW_MS, `${SECRET}!`)],
		["a cut signature", value.slice(0, -1)],
		["no signature", value.slice(0, value.lastIndexOf(".") + 1)],
		["a part too many", `${value}.x`],
		["no id", value.replace(VOTER, "")],
		["a time that is no number", `${VOTER}.now.abc`],
		["nothing", ""],
	])("refuses %s", (_, forged) => {
		expect(readVoter(forged, NOW_MS, SECRET)).toBeNull();
	});
	it("refuses a value with any one character changed", () => {
		for (let i = 0; i < value.length; i++) {
			const changed = value[i] === "A" ? "B" : "A";
			const forged = value.slice(0, i) + changed + value.slice(i + 1);
			expect(readVoter(forged, NOW_MS, SECRET)).toBeNull();
		}
	});
});

describe("voterSetCookie", () => {
	it("keeps scripts and other sites out, and is Secure over TLS", () => {
		expect(voterSetCookie("v", true)).toBe(
			`${VOTER_COOKIE}=v; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure`,
		);
		expect(voterSetCookie("v", false)).not.toContain("Secure");
	});
});

describe("cookieOf", () => {
	it("finds one by its whole name, with = in its value", () => {
		const header = "xparley_voter=no; a=1;parley_voter=x=y ; parley_voter2=no";
		expect(cookieOf(header, "parley_voter")).toBe("x=y");
		expect(cookieOf(header, "voter")).toBeNull();
		expect(cookieOf(null, "a")).toBeNull();
		expect(cookieOf("a", "a")).toBeNull();
	});
});
