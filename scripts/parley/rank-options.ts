import { z } from "zod";
import { origins } from "#lib/arena/outcome.ts";
import { clusterRules, judgeKinds, styleTransforms, tieRules } from "#lib/ranking/method-spec.ts";
import type { RankRequest } from "#lib/services/vote-file/rank-vote-file.ts";

const wholeNumber = z.coerce.number("must be a whole number").int("must be a whole number");

/** The options of `parley rank` as they are typed. */
export const rankOptionsSchema = z.object({
	method: z.enum(["bt", "elo"]),
	ties: z.enum(tieRules).optional(),
	style: z
		.string()
		.transform((text) => text.split(",").map((name) => name.trim()))
		.refine((names) => names.every((name) => name !== ""), "must be names such as tokens,headers")
		.optional(),
	styleTransform: z.enum(styleTransforms).optional(),
	cluster: z.enum(clusterRules).optional(),
	judges: z.enum(judgeKinds).optional(),
	sharpen: z.string().min(1).optional(),
	heldOut: wholeNumber.min(2, "must be at least 2").optional(),
	criticism: z.boolean(),
	anchor: z
		.string()
		.transform((text) => {
			const at = text.lastIndexOf("=");
			return { model: text.slice(0, Math.max(0, at)), rating: text.slice(at + 1) };
		})
		.refine(
			({ model, rating }) =>
				model !== "" && rating.trim() !== "" && Number.isFinite(Number(rating)),
			"must be a model and a rating, such as some-model=1000",
		)
		.transform(({ model, rating }) => ({ model, rating: Number(rating) }))
		.optional(),
	bootstrap: wholeNumber.min(2, "must be at least 2").optional(),
	category: z.string().min(1).optional(),
	language: z.string().min(1).optional(),
	origin: z.enum(origins).optional(),
	seed: wholeNumber.min(0).max(2 ** 32 - 1),
	format: z.string().optional(),
	compare: z.string().optional(),
	json: z.boolean().optional(),
});

/** What they ask for. `verdicts` is where the file of `--sharpen` is. */
export function requestOf(
	options: z.infer<typeof rankOptionsSchema>,
	verdicts: string | undefined,
): RankRequest {
	const { style, bootstrap } = options;
	return {
		method: {
			name: options.method,
			ties: options.ties,
			anchor: options.anchor,
			cluster: options.cluster,
			judges: options.judges === undefined ? undefined : { by: options.judges },
			style:
				style === undefined
					? undefined
					: { features: style, transform: options.styleTransform ?? "arena-rank" },
			bootstrap: bootstrap === undefined ? undefined : { replicates: bootstrap },
		},
		verdicts,
		heldOutFolds: options.heldOut,
		criticise: options.criticism,
		format: options.format ?? null,
		category: options.category ?? null,
		language: options.language ?? null,
		origin: options.origin ?? null,
		seed: options.seed,
	};
}
