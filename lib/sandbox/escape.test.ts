import { afterAll, describe, expect, it } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { closeSandbox, runCode } from "./run-code.ts";

overrideConfig({ PARLEY_SANDBOX_TIMEOUT_MS: 60_000, PARLEY_SANDBOX_THREADS_MAX: 1 });
afterAll(closeSandbox);

const call = async (code: string) => {
	const answer = await runCode({ code, seed: 1, calls: [{ fn: "it", args: [] }] });
	return answer.results[0];
};
const value = (expression: string) => call(`async function it() { return (${expression}); }`);

/** All that untrusted code can name. Whoever adds one here has looked at what it can reach. */
const GLOBALS =
	"AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array InternalError Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet console decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape";

describe("untrusted code", () => {
	it("sees these names and no other", async () => {
		const answer = await call(
			"const names = Object.getOwnPropertyNames(globalThis).sort().join(' '); function it() { return names; }",
		);
		expect(answer).toEqual({ value: GLOBALS.split(" ").concat("it").sort().join(" ") });
	});
	it.each([
		"process",
		"require",
		"module",
		"fetch",
		"XMLHttpRequest",
		"WebAssembly",
		"Worker",
		"setTimeout",
		"performance",
		"crypto",
		"Atomics",
		"std",
		"os",
		"scriptArgs",
		"global",
		"self",
		"__dirname",
	])("has no %s, by whatever way", async (name) => {
		const ways = [
			`typeof ${name}`,
			`typeof globalThis[${JSON.stringify(name)}]`,
			`typeof (0, eval)("this")[${JSON.stringify(name)}]`,
			`typeof [].constructor.constructor("return this")()[${JSON.stringify(name)}]`,
			`typeof console.log.constructor("return this")()[${JSON.stringify(name)}]`,
			`typeof Math.random.constructor("return this")()[${JSON.stringify(name)}]`,
			`typeof (async () => {}).constructor("return globalThis")[${JSON.stringify(name)}]`,
			`typeof Reflect.construct(Function, ["return this"])()[${JSON.stringify(name)}]`,
		];
		expect(await value(`[${ways.join(", ")}]`)).toEqual({ value: ways.map(() => "undefined") });
	});
	it.each([
		"fs",
		"node:fs",
		"std",
		"os",
		"./run-code.ts",
		"data:text/javascript,1",
		"https://example.org/a.js",
	])("cannot import %s", async (name) => {
		expect(await value(`await import(${JSON.stringify(name)})`)).toMatchObject({
			error: { name: expect.stringMatching(/Error/) },
		});
	});
	it("learns nothing of the host from the errors it is given", async () => {
		const answer = await runCode({
			seed: 1,
			outputBytesMax: 500,
			code: "try { console.log('x'.repeat(1000)); } catch (e) { globalThis.seen = [e.message, e.stack].join(); } throw new Error(globalThis.seen);",
		});
		expect(answer.state).toBe("output-limit");
		const told = await value(
			"(() => { try { null.x } catch (e) { return [e.stack, e.fileName, Object.getOwnPropertyNames(e)].join() } })()",
		);
		expect(JSON.stringify([answer, told])).not.toMatch(/node_modules|file:|sandbox|\/lib\//);
	});
	it("finds only its own realm behind what the host has put there", async () => {
		expect(
			await value(
				"[console.log instanceof Function, Object.getPrototypeOf(Math.random) === Function.prototype, Object.getPrototypeOf(console) === Object.prototype]",
			),
		).toEqual({ value: [true, true, true] });
	});
	it("changes by tricks with prototypes only what it says itself", async () => {
		const tricks = `
			JSON.stringify = () => '"forged"'; JSON.parse = () => { throw 1 };
			Reflect.apply = () => { throw 2 }; Function.prototype.call = Function.prototype.apply = () => { throw 3 };
			String.prototype.slice = () => { throw 4 }; Object.prototype.then = undefined;
			Array.prototype[Symbol.iterator] = () => { throw 5 }; Object.defineProperty = () => { throw 6 };
			Object.prototype.value = Object.prototype.error = 'polluted'; Object.prototype.toString = () => { throw 7 };
			Promise.prototype.then = () => { throw 8 }; globalThis.console = null; Math.random = () => 4;
			function it(...args) { return { args: args.length, own: 1 }; }`;
		expect(await call(tricks)).toEqual({ value: { args: 0, own: 1 } });
		expect(Object.hasOwn(Object.prototype, "value")).toBe(false);
		expect(await value("[JSON.stringify([1]), Math.random() < 1, typeof console]")).toEqual({
			value: ["[1]", true, "object"],
		});
	});
	it("cannot set the prototype of what the host reads", async () => {
		const answer = await value(`JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}')`);
		const result = answer !== undefined && "value" in answer ? answer.value : null;
		expect((result as { admin?: boolean }).admin).toBeUndefined();
		expect(JSON.stringify(result)).toBe('{"__proto__":{"admin":true},"constructor":1}');
	});
	it("may say what it wants about itself, and that stays data", async () => {
		expect(await call("function it() { return { error: { name: 'x' }, state: 'ok' }; }")).toEqual({
			value: { error: { name: "x" }, state: "ok" },
		});
		const forged = await runCode({ seed: 1, code: "throw new InternalError('interrupted')" });
		expect(forged.state).toBe("error");
	});
});
