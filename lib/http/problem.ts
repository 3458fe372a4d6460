import type { z } from "zod";
import { AppError, isAppError } from "#lib/kernel/app-error.ts";

const titles: Record<number, string> = {
	400: "Bad request",
	401: "Not signed in",
	403: "Forbidden",
	404: "Not found",
	405: "Method not allowed",
	409: "Conflict",
	413: "Too large",
	415: "Unsupported media type",
	422: "Unprocessable",
	429: "Too many requests",
	500: "Internal error",
	503: "Unavailable",
};

/** Turns a zod error into one `AppError` (422 `invalid-input`) that names every field and its fault. */
export function inputError(error: z.ZodError, where: string): AppError {
	const problems = error.issues.map((issue) => ({
		field: [where, ...issue.path].join("."),
		problem: issue.message,
	}));
	const detail = problems.map((p) => `${p.field}: ${p.problem}`).join("; ");
	return new AppError("invalid-input", detail, { status: 422, data: { problems } });
}

/** `application/problem+json` (RFC 9457) for any thrown value. Only an AppError's words go out. */
export function problem(error: unknown, requestId: string): Response {
	const known = isAppError(error);
	const status = known ? error.status : 500;
	const retryAfter = known ? error.data["retryAfterSeconds"] : undefined;
	const body = {
		type: "about:blank",
		title: titles[status] ?? "Error",
		status,
		code: known ? error.code : "internal-error",
		detail: known
			? error.message
			: "Something failed on our side. Nothing you sent was lost unless said so; try again, and quote the request id if it happens again.",
		requestId,
		...(known && Object.keys(error.data).length > 0 ? { data: error.data } : {}),
	};
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			"content-type": "application/problem+json; charset=utf-8",
			"cache-control": "no-store",
			"x-request-id": requestId,
			...(typeof retryAfter === "number" ? { "retry-after": String(Math.ceil(retryAfter)) } : {}),
		},
	});
}
