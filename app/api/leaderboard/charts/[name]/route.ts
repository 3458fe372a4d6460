import { z } from "zod";
import { drawHistory, drawIntervals, drawMatrix } from "#components/ranking/board-charts.ts";
import { svgText } from "#components/ranking/charts/svg-tree.ts";
import { figuresOf } from "#components/ranking/format.ts";
import { conditional } from "#lib/http/conditional.ts";
import { route } from "#lib/http/route.ts";
import { acceptedLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { AppError } from "#lib/kernel/app-error.ts";
import { snapshotTag } from "#lib/services/ranking/board-answer.ts";
import { findAskedSnapshot, snapshotQuery } from "#lib/services/ranking/find-asked-snapshot.ts";
import { listBoardModels } from "#lib/services/ranking/list-board-models.ts";
import { ratingHistory } from "#lib/services/ranking/list-snapshots.ts";

const params = z.strictObject({ name: z.enum(["intervals.svg", "matrix.svg", "history.svg"]) });

/** A drawing of the leaderboard page as a file. */
export const GET = route(
	{ actor: "none", params, query: z.strictObject(snapshotQuery) },
	async ({ actor, params: { name }, query, request }) => {
		const locale = acceptedLocale(request.headers.get("accept-language"));
		const t = translator(locale, "leaderboard");
		const figures = figuresOf(locale);
		const nowMs = Date.now();
		const snapshot = await findAskedSnapshot(query, nowMs, actor.networkHash);
		const names = new Map((await listBoardModels(nowMs)).map((model) => [model.slug, model.name]));
		const nameOf = (slug: string) => names.get(slug) ?? slug;
		const drawing =
			name === "intervals.svg"
				? drawIntervals(snapshot, nameOf, { title: t("charts.intervals"), axis: t("charts.axis") })
				: name === "matrix.svg"
					? drawMatrix(snapshot, nameOf, { title: t("charts.matrix"), formatShare: figures.share })
					: drawHistory(snapshot, await ratingHistory(snapshot.filter), nameOf, {
							title: t("charts.history"),
							formatTime: figures.moment,
						});
		if (drawing === null)
			throw new AppError("not-found", "There are not enough votes yet to draw this.", {
				status: 404,
			});
		return conditional(
			request,
			{
				tag: `${snapshotTag(snapshot)}-${name}-${locale}`,
				caching: "revalidated",
				contentType: "image/svg+xml; charset=utf-8",
				filename: name,
			},
			() => svgText(drawing),
		);
	},
);
