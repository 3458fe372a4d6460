import { choiceOf, letters, type Sides, sidesInOrder, slotOn } from "#components/arena/sides.ts";
import type { ReplayTurn, ReplayVote } from "#lib/arena/replay.ts";
import { ReplyRecord } from "./replay-reply.tsx";
import type { Words } from "./words.ts";

/** One turn, read only; what is far out of sight costs nothing to draw. */
export function TurnRecord(props: {
	turn: ReplayTurn;
	sides: Sides;
	vote: ReplayVote | undefined;
	words: Words;
}) {
	const { turn, sides, vote, words } = props;
	const { t } = words;
	const calls = [...turn.replies.a.calls, ...turn.replies.b.calls];
	const scaleMs = Math.max(0, ...calls.map((call) => call.durationMs ?? 0));
	return (
		<section aria-labelledby={`turn-${turn.turn}`} className="replay-turn pt-8">
			<h2 id={`turn-${turn.turn}`} className="text-quiet text-sm">
				{t("turn", { turn: turn.turn })}
			</h2>
			<div className="mb-4 max-w-[75ch] border-line-strong border-s-2 ps-4">
				<p className="whitespace-pre-wrap text-lg leading-snug" dir="auto">
					{turn.text}
				</p>
			</div>
			<div className="pair pair-peek">
				{sidesInOrder.map((side) => (
					<ReplyRecord
						key={side}
						side={side}
						turn={turn.turn}
						reply={turn.replies[slotOn(sides, side)]}
						scaleMs={scaleMs}
						words={words}
					/>
				))}
			</div>
			{vote === undefined ? null : (
				<p className="mt-2 text-quiet text-sm">
					{t("turn-vote", {
						verdict: t(
							vote.withdrawn ? "verdict.withdrawn" : `verdict.${choiceOf(sides, vote.outcome)}`,
						),
					})}
				</p>
			)}
		</section>
	);
}

/** What the voter said about the whole battle, with reasons and comment. */
export function VerdictRecord(props: { vote: ReplayVote; sides: Sides; words: Words }) {
	const { vote, sides, words } = props;
	const { t } = words;
	const reasons = vote.exclusions.map((reason) => t(`exclusion.${reason}`)).join(", ");
	return (
		<div>
			<p>
				<strong>{t(`verdict.${choiceOf(sides, vote.outcome)}`)}</strong>
				{vote.withdrawn ? ` · ${t("verdict.withdrawn")}` : null}
				{reasons === "" ? null : ` · ${t("verdict.left-out", { reasons })}`}
			</p>
			{sidesInOrder.map((side) => {
				const given = vote.reasons[slotOn(sides, side)];
				return given.length === 0 ? null : (
					<p key={side} className="text-quiet">
						{t("reasons", { letter: letters[side], reasons: given.join(", ") })}
					</p>
				);
			})}
			{vote.comment === null ? null : (
				<blockquote className="mt-1 border-line-strong border-s-2 ps-3" dir="auto">
					{vote.comment}
				</blockquote>
			)}
		</div>
	);
}
