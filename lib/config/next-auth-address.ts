/**
 * Tells next-auth the instance's address. It reads that from `NEXTAUTH_URL` alone (or, worse, from
 * the request's headers), so this one variable is written, always from our own configuration.
 */
export function setNextAuthAddress(origin: string): void {
	process.env["NEXTAUTH_URL"] = origin;
	// Would make it believe X-Forwarded-Host.
	delete process.env["AUTH_TRUST_HOST"];
}
