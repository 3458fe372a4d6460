import { z } from "zod";
import { drawingNames, drawings } from "#components/ranking/board-drawings.ts";
import { svgText } from "#components/ranking/charts/svg-tree.ts";
import { figuresOf } from "#components/ranking/format.ts";
import { shownSnapshot } from "#components/ranking/shown-models.ts";
import { conditional } from "#lib/http/conditional.ts";
import { contentHash } from "#lib/http/content-hash.ts";
import { route } from "#lib/http/route.ts";
import { boardTranslator } from "#lib/i18n/board-translator.ts";
import { acceptedLocale } from "#lib/i18n/page-locale.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { snapshotTag } from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";
import { findCriticism } from "#lib/services/ranking/find-criticism.ts";
import { listBoardModels } from "#lib/services/ranking/list-board-models.ts";
import { ratingHistory } from "#lib/services/ranking/list-snapshots.ts";

const params = z.strictObject({
	name: z.templateLiteral([z.enum(drawingNames), ".svg"]),
});
const query = z.strictObject({
	...snapshotQuery,
	/** Which models are drawn, as on the page. */
	open: z.literal("1").optional(),
	retired: z.literal("1").optional(),
	/** The model that a drawing is about, for those about one. */
	model: z
		.string()
		.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, "must be a model's slug")
		.optional(),
});

/** A drawing of the ranking pages as a file. */
export const GET = route(
	{ actor: "none", params, query },
	async ({ actor, params: { name }, query: { open, retired, model, ...rest }, request }) => {
		const locale = acceptedLocale(request.headers.get("accept-language"));
		const nowMs = Date.now();
		const asked = await findAskedSnapshot(rest, nowMs, actor.networkHash);
		const models = new Map((await listBoardModels(nowMs)).map((each) => [each.slug, each]));
		const shown = { isOpenOnly: open === "1", withRetired: retired === "1" };
		const drawing = drawingNames.find((each) => `${each}.svg` === name) ?? "intervals";
		const stored = await findCriticism(asked);
		const input = {
			snapshot: shownSnapshot(asked, models, shown),
			criticism: stored?.criticism ?? null,
			history: drawing === "history" ? await ratingHistory(asked.filter) : [],
			nameOf: (slug: string) => models.get(slug)?.name ?? slug,
			t: boardTranslator(locale, "leaderboard", asked.filter.kind),
			c: boardTranslator(locale, "criticism", asked.filter.kind),
			figures: figuresOf(locale),
			model,
		};
		// A model may be renamed or retired, and a past snapshot pruned, without a new snapshot.
		const outside = contentHash([
			asked.rows.map((row) => {
				const known = models.get(row.model);
				return [known?.name, known?.state, known?.openWeights];
			}),
			input.history,
		]);
		const tag = [
			snapshotTag(asked),
			stored?.snapshotId,
			open,
			retired,
			model,
			name,
			locale,
			outside,
		];
		return conditional(
			request,
			{
				tag: tag.map((part) => part ?? "").join("-"),
				caching: "revalidated",
				contentType: "image/svg+xml; charset=utf-8",
				filename: name,
				vary: "accept-language",
			},
			() => {
				const drawn = drawings[drawing](input);
				if (drawn === null)
					throw new AppError("not-found", "There are not enough votes yet to draw this.", {
						status: 404,
					});
				return svgText(drawn);
			},
		);
	},
);
