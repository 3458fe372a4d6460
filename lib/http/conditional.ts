/** True when the request's If-None-Match holds the tag (RFC 9110: weak comparison, lists, `*`). */
export function holdsTag(request: Request, etag: string): boolean {
	const header = request.headers.get("if-none-match");
	if (header === null) return false;
	const bare = (tag: string) => tag.trim().replace(/^W\//, "");
	return header.trim() === "*" || header.split(",").some((tag) => bare(tag) === bare(etag));
}

/** How long an answer may be kept: until it is fetched again, or for ever because it never changes. */
const cacheControl = {
	revalidated: "public, max-age=1, must-revalidate",
	immutable: "public, max-age=31536000, immutable",
} as const;

/**
 * Answers with an ETag: 304 without a body when the client already holds it, else what `make`
 * gives, as 200. The tag must name the content, its form included.
 */
export function conditional(
	request: Request,
	options: {
		tag: string;
		caching: keyof typeof cacheControl;
		contentType: string;
		filename?: string;
		/** Request headers that the content depends on. */
		vary?: string;
	},
	make: () => string,
): Response {
	const etag = `"${options.tag}"`;
	const headers: Record<string, string> = { etag, "cache-control": cacheControl[options.caching] };
	if (options.vary !== undefined) headers["vary"] = options.vary;
	if (holdsTag(request, etag)) return new Response(null, { status: 304, headers });
	headers["content-type"] = options.contentType;
	if (options.filename !== undefined)
		headers["content-disposition"] = `attachment; filename="${options.filename}"`;
	return new Response(make(), { status: 200, headers });
}
