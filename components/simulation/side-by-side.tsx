import Link from "next/link";
import { Mark } from "#components/arena/mark.tsx";
import { sidesInOrder } from "#components/arena/sides.ts";
import type { ShownDriver } from "./drivers.ts";
import { type EpisodeTurn, episodeTurns, type StoredEvent } from "./episode-items.ts";
import { TurnHeading, TurnItems } from "./episode-turn.tsx";
import { driverName, type EpisodeWords } from "./episode-words.ts";

interface Episode {
	slug: string;
	contested: string;
	drivers: Readonly<Record<string, ShownDriver>>;
	events: readonly StoredEvent[];
}

/** Two conversations turn by turn in two columns. */
export function SideBySide(props: {
	words: EpisodeWords;
	left: Episode;
	right: Episode;
	isTypeset: boolean;
}) {
	const { words, left, right } = props;
	const { t } = words;
	const both = { left, right };
	const turns = {
		left: episodeTurns(left.events, left.contested),
		right: episodeTurns(right.events, right.contested),
	};
	const numbers = [...new Set([...turns.left, ...turns.right].map(({ turn }) => turn))].sort(
		(x, y) => x - y,
	);
	const at = (all: readonly EpisodeTurn[], turn: number): EpisodeTurn | null => {
		const found = all.filter((one) => one.turn === turn);
		const [first] = found;
		return first === undefined ? null : { ...first, items: found.flatMap(({ items }) => items) };
	};
	return (
		<>
			<div className="mt-6 grid grid-cols-2 gap-3.5">
				{sidesInOrder.map((side) => (
					<div key={side} className="flex min-w-0 flex-wrap items-center gap-x-3">
						<Mark side={side} />
						<Link
							href={`/e/${both[side].slug}`}
							prefetch={false}
							className="min-w-0 break-words font-bold text-lg hover:underline"
						>
							{driverName(t, both[side].drivers[both[side].contested])}
						</Link>
					</div>
				))}
			</div>
			{numbers.map((number) => (
				<section key={number} aria-labelledby={`turn-${number}`} className="episode-turn">
					<TurnHeading words={words} turn={number} />
					<div className="pair pair-peek mt-2">
						{sidesInOrder.map((side) => {
							const turn = at(turns[side], number);
							return (
								<div key={side} className={`sheet edge-${side}`} data-side={side}>
									{turn === null ? (
										<p className="text-quiet italic">{t("together.no-turn")}</p>
									) : (
										<TurnItems
											words={words}
											turn={turn}
											contested={both[side].contested}
											isTypeset={props.isTypeset}
										/>
									)}
								</div>
							);
						})}
					</div>
				</section>
			))}
		</>
	);
}
