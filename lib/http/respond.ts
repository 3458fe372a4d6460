/** A JSON response. API answers are never cached unless a route says otherwise. */
export function json(
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): Response {
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			"content-type": "application/json; charset=utf-8",
			"cache-control": "no-store",
			...headers,
		},
	});
}

/** An answer without a body, such as 204. */
export function empty(status: number, headers: Record<string, string> = {}): Response {
	return new Response(null, { status, headers: { "cache-control": "no-store", ...headers } });
}
