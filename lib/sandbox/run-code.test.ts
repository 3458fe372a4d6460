import { spawnSync } from "node:child_process";
import { afterAll, describe, expect, it } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import type { SandboxAnswer } from "./job.ts";
import { type CodeToRun, closeSandbox, runCode } from "./run-code.ts";

// Generous, because the machine may be busy: tests that mean the limit set one of their own.
overrideConfig({ PARLEY_SANDBOX_TIMEOUT_MS: 60_000, PARLEY_SANDBOX_THREADS_MAX: 2 });
afterAll(closeSandbox);

const run = (code: string, rest: Partial<CodeToRun> = {}) => runCode({ code, seed: 1, ...rest });
/** What an expression comes to, as JSON. */
async function value(expression: string, rest: Partial<CodeToRun> = {}): Promise<unknown> {
	const answer = await run(`function it() { return (${expression}); }`, {
		calls: [{ fn: "it", args: [] }],
		...rest,
	});
	expect(answer).toMatchObject({ state: "ok", error: null });
	const [result] = answer.results;
	return result !== undefined && "value" in result ? result.value : result;
}
const withoutTime = ({ durationMs: _, ...answer }: SandboxAnswer) => answer;

describe("what code computes", () => {
	it("gives the results of calls, in their order", async () => {
		const answer = await run(
			"function add(a, b) { return a + b; } const twice = (x) => [x, x]; class Z {}",
			{
				calls: [
					{ fn: "add", args: [2, 3] },
					{ fn: "twice", args: [{ deep: [1, null, "ü\u0000😀"] }] },
				],
			},
		);
		expect(withoutTime(answer)).toEqual({
			state: "ok",
			error: null,
			results: [
				{ value: 5 },
				{ value: [{ deep: [1, null, "ü\u0000😀"] }, { deep: [1, null, "ü\u0000😀"] }] },
			],
			output: "",
		});
		expect(answer.durationMs).toBeGreaterThan(0);
	});
	it("keeps what the code has set between calls, and nothing between runs", async () => {
		const count = { fn: "next", args: [] };
		const code = "globalThis.n ??= 0; Array.prototype.mark = 1; function next() { return ++n; }";
		const first = await run(code, { calls: [count, count] });
		expect(first.results).toEqual([{ value: 1 }, { value: 2 }]);
		expect((await run(code, { calls: [count] })).results).toEqual([{ value: 1 }]);
		expect(await value("[[].mark === undefined, typeof n]")).toEqual([true, "undefined"]);
	});
	it("waits for promises, and says when one never settles", async () => {
		const answer = await run(
			"async function late() { await null; await null; return 7; } async function bad() { throw new RangeError('no'); } function never() { return new Promise(() => {}); }",
			{ calls: ["late", "bad", "never"].map((fn) => ({ fn, args: [] })) },
		);
		expect(answer.results).toEqual([
			{ value: 7 },
			{ error: { name: "RangeError", message: "no" } },
			{ error: { name: "Error", message: "The promise that was returned never settles." } },
		]);
	});
	it("gives a call's error beside the results of the others", async () => {
		const answer = await run(
			"function a() { throw new TypeError('x'.repeat(5000)); } function b() { return 1; } function c() { return 1n; } function d() { throw { odd: 1 }; } function e() { null.x; } const f = 3; function g() { throw null; }",
			{ calls: [..."abcdefgh"].map((fn) => ({ fn, args: [] })) },
		);
		expect(answer.state).toBe("ok");
		expect(answer.results).toEqual([
			{ error: { name: "TypeError", message: "x".repeat(2000) } },
			{ value: 1 },
			{ error: { name: "TypeError", message: expect.stringMatching(/bigint/i) } },
			{ error: { name: "object", message: '{"odd":1}' } },
			{ error: { name: "TypeError", message: expect.any(String) } },
			{ error: { name: "TypeError", message: "not a function" } },
			{ error: { name: "object", message: "null" } },
			{ error: { name: "ReferenceError", message: expect.stringContaining("h") } },
		]);
	});
	it("tells values as JSON does", async () => {
		expect(await value("undefined")).toBeNull();
		expect(await value("[undefined, NaN, -0, () => 1, new Map([[1, 2]])]")).toEqual([
			null,
			null,
			0,
			null,
			{},
		]);
	});
	it("refuses results that are nested too deep for whoever stores them", async () => {
		const nest = (depth: number) =>
			value(`(() => { let a = 1; for (let i = 0; i < ${depth}; i++) a = [a]; return a; })()`);
		expect(JSON.stringify(await nest(100))).toBe(`${"[".repeat(100)}1${"]".repeat(100)}`);
		expect(await nest(101)).toEqual({
			error: { name: "RangeError", message: expect.stringContaining("deeper than 100") },
		});
	});
	it.each([
		["does not parse", "function (", "SyntaxError"],
		["throws", "throw new RangeError('out');", "RangeError"],
		["throws a string", "throw 'out'", "string"],
		[
			"throws a proxy",
			"throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })",
			"Error",
		],
		["is a module", "export const a = 1;", "SyntaxError"],
	])("is an error when the code %s", async (_, code, name) => {
		const answer = await run(code, { calls: [{ fn: "f", args: [] }] });
		expect(answer).toMatchObject({ state: "error", error: { name }, results: [] });
	});
});

describe("console", () => {
	it("is kept as text, a line a call", async () => {
		const { output } = await run(
			"console.log('a', 1, { b: [2] }, undefined, null, 3n, Symbol('s'), () => 1); console.error(new TypeError('t')); console.log(); console.log('x\\u0000y\\ud800')",
		);
		expect(output).toBe(
			'a 1 {"b":[2]} undefined null 3n Symbol(s) [function]\nTypeError: t\n\nx\u0000y\ufffd\n',
		);
	});
	it("keeps what was written before an error", async () => {
		expect(await run("console.log('before'); throw 1;")).toMatchObject({
			state: "error",
			output: "before\n",
		});
	});
});

describe("the same again", () => {
	it("is what the same request gives", async () => {
		const code =
			"const a = []; for (let i = 0; i < 1000; i++) a.push(Math.random()); function it() { return [a, new Date(), Date.now(), String(new Date(2020, 6, 1)), Object.keys(globalThis)]; } console.log(it());";
		const request = { calls: [{ fn: "it", args: [] }] };
		const [one, two] = await Promise.all([run(code, request), run(code, request)]);
		expect(withoutTime(two)).toEqual(withoutTime(one));
		const other = await run(code, { ...request, seed: 2 });
		expect(other.results).not.toEqual(one.results);
	});
	it("draws from the seed, as the rest of Parley does", async () => {
		const draws = (await value("[Math.random(), Math.random()]", { seed: 42 })) as number[];
		const { seededRandom } = await import("#lib/kernel/random.ts");
		const random = seededRandom(42);
		expect(draws).toEqual([random.next(), random.next()]);
	});
	it("has a clock that stands still, in no place of the world", async () => {
		expect(
			await value(
				"[Date.now(), new Date().toISOString(), new Date(2020, 6, 1, 12).toISOString(), new Date(2020, 6, 1).getTimezoneOffset(), new Date(2020, 6, 1).getHours(), new (new Date().constructor)().getTime()]",
			),
		).toEqual([
			1735689600000,
			"2025-01-01T00:00:00.000Z",
			"2020-07-01T12:00:00.000Z",
			0,
			0,
			1735689600000,
		]);
	});
});

describe("the process", () => {
	it("ends by itself while threads of the sandbox are idle", () => {
		const script =
			"const { runCode } = await import('#lib/sandbox/run-code.ts'); console.log((await runCode({ code: 'console.log(6 * 7)', seed: 1 })).output);";
		const ended = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
			encoding: "utf8",
		});
		expect({ ...ended, output: null, pid: 0 }).toMatchObject({ status: 0, stdout: "42\n\n" });
	});
});

describe("limits", () => {
	it.each([
		["a loop", "while (true) {}"],
		[
			"a loop that catches everything",
			"while (true) { try { while (true) {} } catch {} finally { continue; } }",
		],
		["promises without end", "function f() { return Promise.resolve().then(f); } f();"],
		["a pattern that backtracks", "/^(a+)+$/.test('a'.repeat(40) + 'b');"],
		[
			"a getter in what it throws",
			"throw { get message() { while (true) {} }, toJSON() { while (true) {} } };",
		],
	])("stop %s", async (_, code) => {
		const answer = await run(`console.log('begun'); ${code}`, { timeoutMs: 100 });
		expect(answer).toMatchObject({
			state: "timeout",
			error: { name: "Limit", message: expect.stringContaining("100 ms") },
			output: "begun\n",
		});
	});
	it("keep the results of the calls before the one that hangs", async () => {
		const code = "function f(n) { if (n === 2) while (true) {} return n; }";
		const answer = await run(code, {
			timeoutMs: 300,
			calls: [0, 1, 2, 3].map((n) => ({ fn: "f", args: [n] })),
		});
		expect(answer).toMatchObject({ state: "timeout", results: [{ value: 0 }, { value: 1 }] });
	});
	it("kill a thread that does not look at the clock, and replace it", async () => {
		// Finding out that nothing is circular takes quadratic time within one operation.
		const code =
			"let o = []; for (let i = 0; i < 5000; i++) o = [o]; const all = []; for (let i = 0; i < 1e5; i++) all.push(o); JSON.stringify(all);";
		const answer = await run(code, { timeoutMs: 100 });
		expect(answer).toMatchObject({
			state: "timeout",
			error: { message: expect.stringContaining("killed") },
			results: [],
		});
		expect(await value("1 + 1")).toBe(2);
	});
	it.each([
		["many small objects", "const a = []; while (true) a.push({});"],
		["buffers", "const a = []; while (true) a.push(new ArrayBuffer(1e5));"],
		["one huge buffer", "new ArrayBuffer(1e9);"],
		[
			"a growing text",
			"let s = 'x'; const a = []; while (true) { s = s + s.slice(0, 1e5); a.push(s + 'y'); }",
		],
		["a sparse array filled", "new Array(1e8).fill(0);"],
		["closures", "let f = () => 0; while (true) { const g = f; f = () => g; }"],
		[
			"closures, let go",
			"(() => { let f = () => 0; while (true) { const g = f; f = () => g; } })();",
		],
	])("hold memory: %s", async (_, code) => {
		const answer = await run(code, { memoryBytesMax: 20_000_000 });
		expect(answer).toMatchObject({ state: "memory", error: { name: "Limit" } });
	});
	it("count what the code holds, whatever it is made of", async () => {
		const hold = (bytes: number) => ({
			code: `const held = []; for (let i = 0; i < ${bytes / 1e5}; i++) held.push(new Uint8Array(1e5));`,
			memoryBytesMax: 33_554_432,
			seed: 1,
		});
		expect((await runCode(hold(20e6))).state).toBe("ok");
		expect((await runCode(hold(30e6))).state).toBe("memory");
	});
	it("take a thrown null for what it is while there is memory", async () => {
		expect(await run("throw null")).toMatchObject({
			state: "error",
			error: { name: "object", message: "null" },
		});
	});
	it("hold what is given in: code or arguments that would not leave room to run", async () => {
		const given = { memoryBytesMax: 16_777_216, calls: [{ fn: "f", args: ["x".repeat(3e6)] }] };
		expect(await run("const f = (x) => 1;", given)).toMatchObject({ state: "memory", results: [] });
		expect(await run(`// ${"x".repeat(3e6)}`, { ...given, calls: [] })).toMatchObject({
			state: "memory",
		});
		expect(await run("const f = (x) => x.length;", { calls: given.calls })).toMatchObject({
			results: [{ value: 3e6 }],
		});
	});
	it("hold memory in a call too", async () => {
		const answer = await run("function f(n) { return new Array(n).fill('x').join(''); }", {
			memoryBytesMax: 16_777_216,
			calls: [
				{ fn: "f", args: [3] },
				{ fn: "f", args: [1e8] },
				{ fn: "f", args: [3] },
			],
		});
		expect(answer).toMatchObject({ state: "memory", results: [{ value: "xxx" }] });
	});
	it.each([
		["a function", "(function f() { return 1 + f(); })();"],
		["a getter", "new (class { get x() { return this.x; } })().x;"],
		["built-ins and back", "(function f() { return [1].map(f); })();"],
		["JSON", "JSON.parse('['.repeat(1e6));"],
		["the parser", "eval('('.repeat(1e6));"],
		["proxies", "let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x;"],
	])("end recursion by %s as an error", async (_, code) => {
		const answer = await run(code);
		expect(answer).toMatchObject({
			state: "error",
			error: { message: expect.stringMatching(/stack overflow/) },
		});
	});
	it("let recursion of a thousand calls pass", async () => {
		expect(await value("(function f(n) { return n === 0 ? 0 : 1 + f(n - 1); })(5000)")).toBe(5000);
	});
	it.each([
		["lines", "while (true) console.log('line');"],
		["one line", "console.log('x'.repeat(1e6));"],
		["caught", "try { console.log('x'.repeat(1e6)); } catch { while (true) {} }"],
	])("hold output: %s", async (_, code) => {
		const answer = await run(code, { outputBytesMax: 1000 });
		expect(answer).toMatchObject({ state: "output-limit", results: [] });
		expect(Buffer.byteLength(answer.output)).toBeLessThanOrEqual(1000);
	});
	it("count results as output, in bytes", async () => {
		const call = (n: number, outputBytesMax: number) =>
			run(`const f = () => 'ü'.repeat(${n})`, { outputBytesMax, calls: [{ fn: "f", args: [] }] });
		expect(await call(400, 802)).toMatchObject({
			state: "ok",
			results: [{ value: "ü".repeat(400) }],
		});
		expect(await call(400, 801)).toMatchObject({ state: "output-limit", results: [] });
	});
	it("are those of the configuration, which nobody exceeds", async () => {
		for (const asked of [
			{ timeoutMs: 60_001 },
			{ timeoutMs: 0 },
			{ memoryBytesMax: 1000 },
			{ memoryBytesMax: 1e12 },
			{ outputBytesMax: 1e12 },
			{ timeoutMs: 1.5 },
		])
			await expect(run("1", asked)).rejects.toMatchObject({ code: "sandbox-request-invalid" });
	});
	it.each(["a.b", "f()", "", "1f", "f;g", "constructor.constructor"])(
		"refuse the name %j",
		async (fn) => {
			const refused = run("1", { calls: [{ fn, args: [] }] });
			await expect(refused).rejects.toMatchObject({ code: "sandbox-request-invalid" });
		},
	);
});
