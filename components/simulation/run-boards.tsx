import { figuresOf } from "#components/ranking/format.ts";
import { type Scale, ScoreCell, scaleOf } from "#components/ranking/score-cell.tsx";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import type { StudioWords } from "./studio-words.ts";

interface Line {
	model: string;
	rating: number | null;
	lower: number | null;
	upper: number | null;
	votes: number;
	status: string;
}

const kinds = ["check", "verdict", "vote"] as const;

/** A run's own leaderboards, one for each kind of judgement, never mixed; below each the same by suite. */
export function RunBoards(props: {
	words: StudioWords;
	/** By kind, and by kind and suite as `check:ladder`. */
	boards: Readonly<Record<string, readonly Line[]>>;
}) {
	const { words, boards } = props;
	const { t } = words;
	return (
		<div className="grid gap-8 *:min-w-0">
			{kinds.map((kind) => {
				const whole = boards[kind];
				if (whole === undefined) return null;
				const bySuite = Object.entries(boards).filter(([name]) => name.startsWith(`${kind}:`));
				const caption = (suite: string) =>
					t("run.board-table", { kind: t(`run.kind.${kind}`), suite });
				return (
					<section key={kind} aria-labelledby={`board-${kind}`}>
						<h3 id={`board-${kind}`} className="font-bold text-lg">
							{t(`run.kind.${kind}`)}
						</h3>
						<BoardTable words={words} rows={whole} caption={caption(t("run.all-suites"))} />
						{bySuite.length === 0 ? null : (
							<details className="mt-2">
								<summary className="link inline-flex min-h-11 items-center">
									{t("run.by-suite")}
								</summary>
								{bySuite.map(([name, rows]) => {
									const suite = name.slice(kind.length + 1);
									return (
										<div key={name} className="mt-3">
											<h4 className="font-semibold">{suite}</h4>
											<BoardTable words={words} rows={rows} caption={caption(suite)} />
										</div>
									);
								})}
							</details>
						)}
					</section>
				);
			})}
		</div>
	);
}

function BoardTable(props: { words: StudioWords; rows: readonly Line[]; caption: string }) {
	const { words, rows } = props;
	const { t, locale } = words;
	const scale = scaleOf(rows);
	return (
		<ScrollBox label={t("run.scroll")}>
			<table className="studio-table studio-table-tight mt-2">
				<caption className="sr-only">{props.caption}</caption>
				<thead>
					<tr>
						<th scope="col">{t("run.model")}</th>
						<th scope="col">{t("run.score")}</th>
						<th scope="col" className="text-end">
							{t("run.battles-n")}
						</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={row.model}>
							<th scope="row" className="break-words">
								{row.model}
							</th>
							<td>
								<Score words={words} row={row} scale={scale} />
							</td>
							<td className="figures text-end">{figuresOf(locale).whole(row.votes)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}

function Score({ words, row, scale }: { words: StudioWords; row: Line; scale: Scale }) {
	const { t, locale } = words;
	const { points } = figuresOf(locale);
	const { rating, lower, upper } = row;
	if (rating === null) return <span className="text-quiet">{t("run.no-score")}</span>;
	if (lower === null || upper === null) return <span className="figures">{points(rating)}</span>;
	return (
		<ScoreCell
			rating={rating}
			lower={lower}
			upper={upper}
			scale={scale}
			isPreliminary={row.status === "preliminary"}
			text={points(rating)}
			words={t("run.score-words", {
				score: points(rating),
				lower: points(lower),
				upper: points(upper),
			})}
		/>
	);
}
