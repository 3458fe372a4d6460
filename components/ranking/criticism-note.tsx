import type { BoardContext } from "./board-context.ts";

/** Says when the checks are missing, or of earlier numbers. */
export function CriticismNote({ snapshot, stored, c, figures }: BoardContext) {
	if (stored?.snapshotId === snapshot.id) return null;
	return (
		<p className="notice mt-6 max-w-prose">
			{stored !== null
				? c("older", { date: figures.moment(stored.at) })
				: c(snapshot.id === null ? "unkept" : "none")}
		</p>
	);
}
