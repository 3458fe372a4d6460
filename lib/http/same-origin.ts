import { config } from "#lib/config/config.ts";
import { AppError } from "#lib/kernel/app-error.ts";

/**
 * Refuses a state-changing request that another site's page sent (403 `cross-origin`). Browsers say
 * so in Sec-Fetch-Site, older ones in Origin; a program that sends neither carries no cookie of ours
 * by accident, and passes.
 */
export function assertSameOrigin(request: Request): void {
	const refuse = () =>
		new AppError(
			"cross-origin",
			"This request came from another site. Open the arena itself and try again.",
			{
				status: 403,
			},
		);
	const site = request.headers.get("sec-fetch-site");
	if (site !== null && site !== "same-origin" && site !== "none") throw refuse();
	const origin = request.headers.get("origin");
	if (origin === null) return;
	if (origin === "null") throw refuse();
	const host = request.headers.get("host");
	const allowed = config().PARLEY_PUBLIC_URL;
	const matches = URL.canParse(origin) && new URL(origin).host === host;
	if (!matches && (allowed === undefined || new URL(allowed).origin !== origin)) throw refuse();
}
