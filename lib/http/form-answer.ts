import { isAppError } from "#lib/kernel/app-error.ts";

/**
 * The answer to a plain form: back to the page it stood on (303), which says what was done
 * (`?done=…`) or what was wrong (`?problem=code`). Failures of our own are thrown on.
 *
 * @param back a path of the site, with or without a query.
 */
export async function formAnswer(back: string, work: () => Promise<string>): Promise<Response> {
	try {
		return seeOther(withQuery(back, "done", await work()));
	} catch (error) {
		if (!isAppError(error) || error.status >= 500) throw error;
		return seeOther(withQuery(back, "problem", error.code));
	}
}

/** A redirect that a browser follows with GET. */
export function seeOther(path: string): Response {
	return new Response(null, {
		status: 303,
		headers: { location: path, "cache-control": "no-store" },
	});
}

function withQuery(path: string, name: string, value: string): string {
	const url = new URL(path, "http://site");
	url.searchParams.delete("done");
	url.searchParams.delete("problem");
	url.searchParams.set(name, value);
	return `${url.pathname}${url.search}`;
}
