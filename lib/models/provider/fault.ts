/** Stable codes of a failed call. */
export type FaultCode =
	| "connect-timeout"
	| "first-token-timeout"
	| "stalled"
	| "total-timeout"
	| "rate-limited"
	| "server-error"
	| "bad-request"
	| "unauthorized"
	| "not-found"
	| "malformed"
	| "truncated"
	| "empty"
	| "too-long"
	| "content-filter"
	| "context-exceeded"
	| "circuit-open"
	| "network"
	| "unknown";

/** A fault that we noticed ourselves, already named. */
export class ProviderFault extends Error {
	readonly code: FaultCode;

	constructor(code: FaultCode, message: string, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = "ProviderFault";
		this.code = code;
	}
}
