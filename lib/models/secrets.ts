const secretShapes: readonly RegExp[] = [
	/\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/g,
	/\bAIza[0-9A-Za-z_-]{20,}/g,
	/\bAQ\.[0-9A-Za-z_-]{20,}/g,
	/\b(?:gh[pousr]|hf|gsk|nvapi|xai|pplx|r8|key)[_-][A-Za-z0-9_-]{20,}/g,
	/\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}/g,
	/\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{12,}/gi,
	/(?<=:\/\/)[^/\s:@]+:[^/\s@]+(?=@)/g,
	/(?<=[?&](?:api[-_]?key|key|token|access_token)=)[^&\s"']{6,}/gi,
];

/** True when a text holds something in the shape of a key, token or password. */
export function looksSecret(text: string): boolean {
	return secretShapes.some((shape) => text.search(shape) >= 0);
}

/** The text with the given secrets, and whatever has the shape of one, replaced by `[removed]`. */
export function scrubSecrets(text: string, secrets: readonly string[]): string {
	let clean = text;
	for (const secret of secrets)
		if (secret.length >= 4) {
			clean = clean.replaceAll(secret, "[removed]");
			const encoded = encodeURIComponent(secret);
			if (encoded !== secret) clean = clean.replaceAll(encoded, "[removed]");
		}
	for (const shape of secretShapes) clean = clean.replace(shape, "[removed]");
	return clean;
}
