export type Scale = { low: number; high: number };

/** The range that the intervals of all rows span, so that cells can be compared by eye. */
export function scaleOf(rows: readonly { lower: number | null; upper: number | null }[]): Scale {
	const lows = rows.flatMap((row) => (row.lower === null ? [] : [row.lower]));
	const highs = rows.flatMap((row) => (row.upper === null ? [] : [row.upper]));
	return { low: Math.min(...lows), high: Math.max(...highs) };
}

/** A rating with its interval drawn to the scale of the whole table. */
export function ScoreCell(props: {
	rating: number;
	lower: number;
	upper: number;
	scale: Scale;
	isPreliminary: boolean;
	/** Room for the text, in characters; 4 unless told. */
	textWidth?: number;
	/** The rating as text, and the interval in words for those who cannot see it. */
	text: string;
	words: string;
}) {
	const span = Math.max(props.scale.high - props.scale.low, 1e-9);
	const percent = (value: number) => `${(((value - props.scale.low) / span) * 100).toFixed(2)}%`;
	return (
		<span className="flex items-center gap-3" title={props.words}>
			<span
				className="figures whitespace-nowrap text-end font-semibold"
				style={{ width: `${props.textWidth ?? 4}ch` }}
			>
				{props.text}
			</span>
			<span aria-hidden="true" dir="ltr" className="relative block h-4 w-24 sm:w-36">
				<span className="absolute inset-x-0 top-[7px] h-0.5 bg-line" />
				<span
					className="absolute top-1 h-2 rounded-full bg-accent opacity-35"
					style={{
						left: percent(props.lower),
						width: `${(((props.upper - props.lower) / span) * 100).toFixed(2)}%`,
					}}
				/>
				<span
					className={`-translate-x-1/2 absolute top-[3px] size-2.5 rounded-full border-2 border-accent ${props.isPreliminary ? "bg-raised" : "bg-accent"}`}
					style={{ left: percent(props.rating) }}
				/>
			</span>
			<span className="sr-only">{props.words}</span>
		</span>
	);
}
