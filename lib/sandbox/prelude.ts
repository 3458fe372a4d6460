/**
 * Runs inside the interpreter before the untrusted code, and gives the host three functions. They hold
 * on to the built-ins they use, so code that replaces `JSON.stringify` or a prototype's methods changes
 * only what it says itself, never what the host asks.
 *
 * `write` (of the host) takes the JSON text of one line; `random` (of the host) gives numbers in [0, 1).
 */
export const PRELUDE = `((write, random) => {
	"use strict";
	const { stringify, parse } = JSON;
	const { apply, defineProperty } = Reflect;
	const { slice } = String.prototype;
	const symbolText = Symbol.prototype.toString;
	const bigText = BigInt.prototype.toString;
	const text = String;
	const errors = Error;
	const typeError = TypeError;
	const cut = (value, lengthMax) => apply(slice, value, [0, lengthMax]);

	const show = (value) => {
		switch (typeof value) {
			case "string": return value;
			case "symbol": return apply(symbolText, value, []);
			case "bigint": return apply(bigText, value, []) + "n";
			case "function": return "[function]";
			case "object": {
				if (value === null) return "null";
				try {
					if (value instanceof errors) return text(value.name) + ": " + text(value.message);
					const json = stringify(value);
					return json === undefined ? "[object]" : json;
				} catch {
					return "[object]";
				}
			}
			default: return text(value);
		}
	};
	const log = (...values) => {
		let line = "";
		for (let i = 0; i < values.length; i++) line += (i > 0 ? " " : "") + show(values[i]);
		write(stringify(line));
	};
	const hidden = (target, name, value) =>
		defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
	hidden(globalThis, "console", { log, info: log, debug: log, warn: log, error: log });
	hidden(Math, "random", () => random());

	return {
		/** Calls a function with the arguments in a JSON text. */
		invoke: (fn, argsJson) => {
			if (typeof fn !== "function") throw new typeError("not a function");
			return apply(fn, undefined, parse(argsJson));
		},
		/** The JSON text of a result. */
		tell: (value) => {
			const json = stringify(value);
			return json === undefined ? "null" : json;
		},
		/** The JSON text of what was thrown, cut to a bounded length. */
		describe: (thrown) => {
			const isError = typeof thrown === "object" && thrown instanceof errors;
			return stringify({
				name: cut(isError ? text(thrown.name) : typeof thrown, 100),
				message: cut(isError ? text(thrown.message) : show(thrown), 2000),
			});
		},
	};
})`;
