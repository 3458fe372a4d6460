/**
 * Why a request to an environment came to nothing. `address-refused`: Parley did not send it.
 * `unreachable`: nobody answered. `http-status`: answered, but with an error or a redirect. `nonsense`:
 * answered something that the contract does not know.
 */
export type FailureCode =
	| "address-refused"
	| "unreachable"
	| "timeout"
	| "too-large"
	| "http-status"
	| "nonsense";

export interface EnvironmentFailure {
	code: FailureCode;
	/** For the operator: what happened and what to do. May hold words of the server. */
	message: string;
	/** Of an `http-status`. */
	status?: number;
}

/** What was asked for, or why it did not come. An environment that fails is expected, not exceptional. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: EnvironmentFailure };

export const succeeded = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const failed = (code: FailureCode, message: string, status?: number): Outcome<never> => ({
	ok: false,
	failure: { code, message, ...(status === undefined ? {} : { status }) },
});
