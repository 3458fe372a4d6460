import { AppError, isAppError } from "#lib/kernel/app-error.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";

/**
 * Fits, and says which method would do where judgements are too few or too lopsided for a rich one:
 * `fit-not-converged` becomes `not-determined` (400), for nobody is at fault.
 */
export async function explaining<T>(
	asked: { method: MethodSpec; verdicts?: string | undefined },
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (cause) {
		if (!isAppError(cause, "fit-not-converged")) throw cause;
		throw new AppError("not-determined", `${cause.message} ${insteadOf(asked)}`, { cause });
	}
}

function insteadOf({ method, verdicts }: Parameters<typeof explaining>[0]): string {
	const { judges, style, ties = "half" } = method;
	if (verdicts !== undefined)
		return "They are too few or too lopsided to be sharpened: leave out --sharpen.";
	if (judges !== undefined) return "They are too few to tell the judges apart: leave out --judges.";
	if (style !== undefined) return "They are too few for the style: leave out --style.";
	if (ties !== "half") return `They do not bound what --ties ${ties} estimates: use --ties half.`;
	return "Their weights are too far apart to be added up.";
}
