/**
 * The one error class for what a caller cannot continue from.
 *
 * `code` is stable, kebab-case and part of the HTTP interface; `message` is safe to show to anybody
 * (no provider's words, no secrets); `status` is the HTTP status it maps to at the edge; `data` is
 * safe, structured detail; `cause` keeps the original error for the log.
 */
export class AppError extends Error {
	readonly code: string;
	readonly status: number;
	readonly data: Readonly<Record<string, unknown>>;

	constructor(
		code: string,
		message: string,
		options: { status?: number; data?: Record<string, unknown>; cause?: unknown } = {},
	) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = "AppError";
		this.code = code;
		this.status = options.status ?? 400;
		this.data = options.data ?? {};
	}
}

/** True for an `AppError`, optionally with the given code. Works across module copies of the class. */
export function isAppError(error: unknown, code?: string): error is AppError {
	return (
		error instanceof Error &&
		error.name === "AppError" &&
		"code" in error &&
		(code === undefined || error.code === code)
	);
}
