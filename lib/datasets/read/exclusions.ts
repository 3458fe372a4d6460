/**
 * Why a vote of Parley does not count, "" when it does. A vote is left out once: what happened to it
 * comes first, then its voter, then the first of its other reasons, as the leaderboards count it.
 */
export function exclusionOf(isSuperseded: boolean, reasons: unknown, isWithdrawn: boolean): string {
	const list: unknown[] = Array.isArray(reasons) ? reasons : [];
	if (isSuperseded || list.includes("superseded")) return "superseded";
	if (isWithdrawn || list.includes("withdrawn")) return "withdrawn";
	if (list.includes("voter-excluded")) return "voter-excluded";
	return list.length === 0 ? "" : String(list[0]);
}
