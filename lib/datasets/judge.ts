/**
 * Who judged, as the column `judge` says it: `human`, or `script:<name>` for a scripted voter of the
 * demo, so that no program's vote is ever taken for a person's.
 */
export function judgeOf(battle: { scriptedBy: string | null }): string {
	return battle.scriptedBy === null ? "human" : `script:${battle.scriptedBy}`;
}
