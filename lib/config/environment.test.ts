import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/kernel/app-error.ts";
import { environmentSchema, parseEnvironment } from "./environment.ts";

/** Variables that operators set but that are not settings of ours: keys, and Node's own. */
const FOREIGN = [
	"OPENAI_API_KEY",
	"ANTHROPIC_API_KEY",
	"GOOGLE_GENERATIVE_AI_API_KEY",
	"NODE_USE_ENV_PROXY",
];

/** The settings of .env.example, commented out or not, with their values. */
const example = [
	...readFileSync(".env.example", "utf8").matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm),
].map(([, name = "", value = ""]) => [name, value] as const);

function problemsOf(source: Record<string, string>): string[] {
	try {
		parseEnvironment(source);
	} catch (error) {
		if (error instanceof AppError && error.code === "configuration-invalid")
			return error.data["problems"] as string[];
		throw error;
	}
	return [];
}

describe(".env.example", () => {
	it("has every setting once, and no other", () => {
		const names = example.map(([name]) => name).sort();
		expect(names).toEqual([...Object.keys(environmentSchema.shape), ...FOREIGN].sort());
	});
	it("gives the defaults that hold", () => {
		const ours = example.filter(([name]) => !FOREIGN.includes(name));
		expect(parseEnvironment(Object.fromEntries(ours))).toEqual(parseEnvironment({}));
		const defaults = parseEnvironment({});
		const unstated = ours.filter(
			([name, value]) => value === "" && defaults[name as keyof typeof defaults],
		);
		expect(unstated).toEqual([]);
	});
	it("explains each: a comment stands above every group of lines", () => {
		const lines = readFileSync(".env.example", "utf8").split("\n");
		const bare = lines.filter(
			(line, i) => /^#?[A-Z][A-Z0-9_]*=/.test(line) && (lines[i - 1] ?? "") === "",
		);
		expect(bare).toEqual([]);
	});
});

describe("parseEnvironment", () => {
	it("takes an empty value as unset", () => {
		expect(parseEnvironment({ PORT: "", PARLEY_SECRET: "" })).toMatchObject({ PORT: 3000 });
	});
	it("reads numbers, flags and choices", () => {
		const parsed = parseEnvironment({
			PORT: "0",
			PARLEY_HOUSE_MODELS: "false",
			PARLEY_PROCESSES: "web",
		});
		expect(parsed).toMatchObject({ PORT: 0, PARLEY_HOUSE_MODELS: false, PARLEY_PROCESSES: "web" });
	});
	it.each([
		["PORT", "65536"],
		["PORT", "3000.5"],
		["PORT", "three"],
		["PARLEY_HOUSE_MODELS", "yes"],
		["PARLEY_PUBLIC_URL", "arena.example.org"],
		["DATABASE_URL", "mysql://host/name"],
		["PARLEY_SECRET", "short"],
		["PARLEY_COALESCE_MS", "4"],
		["PARLEY_LOG_LEVEL", "loud"],
		["AUTH_OIDC_ISSUER", "issuer"],
	])("refuses %s=%s and names it", (name, value) => {
		const rest =
			name === "AUTH_OIDC_ISSUER" ? { AUTH_OIDC_ID: "id", AUTH_OIDC_SECRET: "secret" } : {};
		const problems = problemsOf({ ...rest, [name]: value });
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(new RegExp(`^${name}: .`));
	});
	it("lists all problems at once, in the message too", () => {
		const source = { PORT: "x", PARLEY_LEASE_MS: "-1", PARLEY_DISPLAY_POLICY: "later" };
		expect(problemsOf(source).map((problem) => problem.split(":")[0])).toEqual(
			expect.arrayContaining(["PORT", "PARLEY_LEASE_MS", "PARLEY_DISPLAY_POLICY"]),
		);
		expect(() => parseEnvironment(source)).toThrow(
			/3 problems.*PORT.*PARLEY_DISPLAY_POLICY.*PARLEY_LEASE_MS/s,
		);
	});
	it("never repeats a value, which may be a secret", () => {
		const source = {
			PARLEY_SECRET: "hunter2",
			PARLEY_CRON_SECRET: "hunter3",
			DATABASE_URL: "http://someone:hunter4@host/name",
			AUTH_GITHUB_SECRET: "hunter5",
			AUTH_OIDC_ISSUER: "hunter6",
			PORT: "hunter7",
		};
		try {
			parseEnvironment(source);
			expect.unreachable("the environment is wrong");
		} catch (error) {
			expect(error).toBeInstanceOf(AppError);
			expect(`${error} ${JSON.stringify((error as AppError).data)}`).not.toContain("hunter");
		}
	});
	it.each([
		[{ AUTH_GITHUB_ID: "id" }, /^AUTH_GITHUB_SECRET: .*AUTH_GITHUB_ID is$/],
		[{ AUTH_GOOGLE_SECRET: "secret" }, /^AUTH_GOOGLE_ID: .*AUTH_GOOGLE_SECRET is$/],
		[{ AUTH_OIDC_ID: "id" }, /^AUTH_OIDC_ISSUER, AUTH_OIDC_SECRET: .*AUTH_OIDC_ID is$/],
	])("wants all of a provider's settings or none: %j", (source, problem) => {
		const problems = problemsOf(source);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(problem);
	});
	it("lists an incomplete set beside a wrong value", () => {
		expect(problemsOf({ PORT: "x", AUTH_GITHUB_ID: "id" })).toHaveLength(2);
	});
	it("lets whole sets pass", () => {
		expect(problemsOf({ AUTH_GITHUB_ID: "id", AUTH_GITHUB_SECRET: "secret" })).toEqual([]);
	});
});
