/** What is known of who judged. */
interface Judged {
	kind: string;
	/** The scripted voter of the demo who played the battle. */
	scriptedBy: string | null;
	/** Of a battle of two simulated conversations; null in all others. */
	suite: string | null;
	/** Of a verdict. */
	jurors: readonly string[];
	/** Behind the voter is no person. */
	isScripted: boolean;
}

/**
 * Who judged, as the column `judge` says it: `check:<suite>` for a program, `llm:<jurors>` for a jury, `human`, or
 * `script:<name>` for a scripted voter, so that no program's vote is ever taken for a person's.
 */
export function judgeOf({ kind, scriptedBy, suite, jurors, isScripted }: Judged): string {
	if (kind === "check") return `check:${suite ?? "unknown"}`;
	if (kind === "verdict") return `llm:${jurors.join("+")}`;
	if (suite !== null) return isScripted ? "script:simulation" : "human";
	return scriptedBy === null ? "human" : `script:${scriptedBy}`;
}
