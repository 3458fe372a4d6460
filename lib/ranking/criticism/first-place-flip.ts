import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";

/** What takes first place from one model and gives it to another. */
export type FirstPlaceFlip = {
	first: string;
	/** Who is above it without what was taken away. */
	next: string;
	/** True when a refit without it shows the new order; false when no such removal was found. */
	verified: boolean;
	/** What was taken away, of all. */
	share: number;
	/** How many points `first` is ahead, before and after. */
	gapBefore: number;
	gapAfter: number | null;
};

/** A search's result in names and points. */
export function describeFlip(
	found: {
		above: number;
		below: number;
		verified: boolean;
		share: number;
		gapBefore: number;
		gapAfter: number | null;
	},
	models: readonly string[],
): FirstPlaceFlip {
	const { above, below, verified, share, gapBefore, gapAfter } = found;
	return {
		first: models[above] ?? "",
		next: models[below] ?? "",
		verified,
		share,
		gapBefore: POINTS_PER_UNIT * gapBefore,
		gapAfter: gapAfter === null ? null : POINTS_PER_UNIT * gapAfter,
	};
}
