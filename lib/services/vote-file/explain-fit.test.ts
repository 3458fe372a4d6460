import { expect, test } from "vitest";
import { AppError } from "#lib/kernel/app-error.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { explaining } from "./explain-fit.ts";

const failing = (code: string) => async () => {
	throw new AppError(code, "It could not be fitted.", { status: 500 });
};

test.each<[{ method: MethodSpec; verdicts?: string }, string]>([
	[{ method: { name: "bt" }, verdicts: "cheap.csv" }, "leave out --sharpen"],
	[{ method: { name: "bt", judges: { by: "judge" } } }, "leave out --judges"],
	[{ method: { name: "bt", ties: "davidson" } }, "use --ties half"],
	[{ method: { name: "bt" } }, "weights are too far apart"],
])("says what would do instead of %j", async (asked, instead) => {
	await expect(explaining(asked, failing("fit-not-converged"))).rejects.toMatchObject({
		code: "not-determined",
		status: 400,
		message: expect.stringMatching(new RegExp(`^It could not be fitted\\. .*${instead}`)),
	});
	await expect(explaining(asked, failing("other"))).rejects.toMatchObject({ code: "other" });
});
