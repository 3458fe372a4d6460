import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether an Authorization header carries this secret as its bearer token, compared in constant
 * time. A secret that is not set is nobody's.
 */
export function bearerIs(authorization: string | null, secret: string | undefined): boolean {
	const given = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
	if (given === undefined || secret === undefined) return false;
	const digest = (text: string) => createHash("sha256").update(text).digest();
	return timingSafeEqual(digest(given), digest(secret));
}
