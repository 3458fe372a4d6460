import { seeOther } from "#lib/http/form-answer.ts";
import { route } from "#lib/http/route.ts";
import { launchForm } from "#lib/http/run-schemas.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { launchAs } from "#lib/services/run/launch-as.ts";

/** The studio's launch button; programs use `POST /api/runs`. A file with problems comes back to be mended. */
export const POST = route(
	{ actor: { scope: "runs" }, body: launchForm, form: true },
	async ({ actor, body }) => {
		const yaml = body.yaml.replaceAll("\r\n", "\n");
		try {
			const { slug } = await launchAs(actor, { text: yaml, dryRun: body.dry });
			return seeOther(`/studio/runs/${slug}?done=launched`);
		} catch (error) {
			if (!isAppError(error) || error.status >= 500) throw error;
			const dry: Record<string, string> = body.dry === undefined ? {} : { dry: String(body.dry) };
			const query = new URLSearchParams({ yaml, ...dry, problem: error.code });
			return seeOther(`/studio/new/check?${query}`);
		}
	},
);
