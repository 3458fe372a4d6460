import type { StudioWords } from "./studio-words.ts";

const movesFrom: Record<string, readonly ("pause" | "resume" | "cancel")[]> = {
	running: ["pause", "cancel"],
	paused: ["resume", "cancel"],
	stopping: ["cancel"],
	judging: ["cancel"],
};

/** The buttons of a run that is not over. */
export function RunControls(props: { words: StudioWords; slug: string; state: string }) {
	const { t } = props.words;
	return (movesFrom[props.state] ?? []).map((move) => (
		<form key={move} method="post" action={`/studio/runs/${props.slug}/change`}>
			<button type="submit" name="move" value={move} className="button">
				{t(`run.${move}`)}
			</button>
		</form>
	));
}
