import type { z } from "zod";
import { jsonDepth } from "#lib/kernel/json-depth.ts";
import type { GuardedFetch } from "./guarded-fetch.ts";
import { failed, type Outcome, succeeded } from "./outcome.ts";

/** Deeper answers would overflow the stack of what reads or stores them. */
const DEPTH_MAX = 100;
/** How much of a server's own words is repeated. */
const QUOTED_MAX = 300;

export interface JsonAnswer {
	status: number;
	json: unknown;
}

/** Asks one path of a server: JSON to and from it. */
export interface AskJson {
	/** Whatever status it answers with; an answer without a body is null. */
	any(method: "GET" | "POST", path: string, body?: unknown): Promise<Outcome<JsonAnswer>>;
	/** A success of the given shape only; other answers are `http-status` or `nonsense`. */
	success<T>(
		shape: z.ZodType<T>,
		method: "GET" | "POST",
		path: string,
		body?: unknown,
	): Promise<Outcome<T>>;
}

/** Asks below `baseUrl`, with or without a slash at its end. */
export function askJsonAt(baseUrl: URL, fetch: GuardedFetch): AskJson {
	const base = baseUrl.href.replace(/[?#].*$/, "").replace(/\/+$/, "");
	const ask: AskJson = {
		async any(method, path, body) {
			const text = body === undefined ? null : JSON.stringify(body);
			const fetched = await fetch(method, new URL(base + path), text);
			if (!fetched.ok) return fetched;
			const { status } = fetched.value;
			const json = parsed(fetched.value.text);
			if (json !== undefined) return succeeded({ status, json });
			// An error page of a proxy in between is told as the error it is.
			if (status >= 300) return succeeded({ status, json: null });
			return failed(
				"nonsense",
				`The answer to ${method} ${path} is not JSON, or nested deeper than ${DEPTH_MAX}: ${quoted(fetched.value.text)}. Let the server answer as its contract says.`,
			);
		},
		async success(shape, method, path, body) {
			const answer = await ask.any(method, path, body);
			if (!answer.ok) return answer;
			const { status, json } = answer.value;
			if (status >= 300 && status < 400)
				return failed(
					"http-status",
					`${method} ${path} is redirected (${status}), which is not followed. Give the address where the server really is.`,
					status,
				);
			if (status < 200 || status >= 300)
				return failed(
					"http-status",
					`${method} ${path} was answered ${status}: ${quoted(JSON.stringify(json))}. The server's log may say why.`,
					status,
				);
			const read = shape.safeParse(json);
			if (read.success) return succeeded(read.data);
			const [issue] = read.error.issues;
			const where =
				issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
			return failed(
				"nonsense",
				`The answer to ${method} ${path} is not of the contract's shape (${where}${issue?.message ?? "unknown"}): ${quoted(JSON.stringify(json))}. Let the server answer as its contract says.`,
			);
		},
	};
	return ask;
}

/** Undefined for what is no JSON or too deep. */
function parsed(text: string): unknown {
	if (text.trim() === "") return null;
	try {
		const json: unknown = JSON.parse(text);
		return jsonDepth(text) > DEPTH_MAX ? undefined : json;
	} catch {
		return undefined;
	}
}

function quoted(text: string): string {
	return text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX)} …` : text;
}
