/** What a row of intervals is drawn on. */
export interface IntervalScale {
	low: number;
	high: number;
}

interface Drawn {
	mean: number | null;
	lower: number | null;
	upper: number | null;
}

/** The range that all estimates of a table span; `through` is on it too, such as 0 for differences. */
export function intervalScale(all: readonly Drawn[], through?: number): IntervalScale {
	const ends = [
		...all.flatMap(({ mean, lower, upper }) => [mean, lower, upper]),
		through ?? null,
	].filter((end) => end !== null);
	const [low, high] = [Math.min(...ends), Math.max(...ends)];
	// All alike: they stand in the middle.
	return low === high ? { low: low - 1, high: high + 1 } : { low, high };
}

/** An estimate with its interval, drawn; the figures stand beside it. A line marks `zero` where there is one. */
export function IntervalBar(props: { estimate: Drawn; scale: IntervalScale; zero?: number }) {
	const { estimate, scale } = props;
	if (estimate.mean === null) return null;
	const span = Math.max(scale.high - scale.low, 1e-9);
	const share = (value: number) => (100 * (value - scale.low)) / span;
	const { lower, upper, mean } = estimate;
	return (
		<span aria-hidden="true" dir="ltr" className="relative mt-1 block h-4 w-28 sm:w-40">
			<span className="absolute inset-x-0 top-[7px] h-0.5 bg-line" />
			{props.zero === undefined ? null : (
				<span
					className="absolute top-0 h-4 w-px bg-line-strong"
					style={{ left: `${share(props.zero).toFixed(2)}%` }}
				/>
			)}
			{lower === null || upper === null ? null : (
				<span
					className="absolute top-1 h-2 rounded-full bg-accent opacity-35"
					style={{
						left: `${share(lower).toFixed(2)}%`,
						width: `${(share(upper) - share(lower)).toFixed(2)}%`,
					}}
				/>
			)}
			<span
				className="-translate-x-1/2 absolute top-[3px] size-2.5 rounded-full border-2 border-accent bg-accent"
				style={{ left: `${share(mean).toFixed(2)}%` }}
			/>
		</span>
	);
}
