import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";

/** Rows by the voter who made them. A row whose voter is unknown is a group of its own. */
export type VoterGroups = {
	/** The group of each row, from 0. */
	groupOf: Int32Array;
	/** The voter's number in `clusters.voter`, or -1, by group. */
	voters: Int32Array;
	/** Rows in the order of their groups; those of group g are `rows[starts[g]] .. rows[starts[g + 1] - 1]`. */
	rows: Int32Array;
	starts: Int32Array;
};

/** Groups are numbered by voter, ascending, then by row for the unknown ones. */
export function groupByVoter(columns: JudgementColumns): VoterGroups {
	const count = columns.slotA.length;
	const voter = columns.clusters.voter ?? new Int32Array(count).fill(-1);
	const highest = voter.reduce((most, number) => Math.max(most, number), -1);
	const numbers = new Int32Array(highest + 1).fill(-1);
	for (const number of voter) if (number >= 0) numbers[number] = 0;
	const voters: number[] = [];
	numbers.forEach((used, number) => {
		if (used === 0) numbers[number] = voters.push(number) - 1;
	});
	const groupOf = new Int32Array(count);
	for (let row = 0; row < count; row++) {
		const number = voter[row] ?? -1;
		groupOf[row] = number >= 0 ? (numbers[number] ?? 0) : voters.push(-1) - 1;
	}
	const starts = new Int32Array(voters.length + 1);
	for (const group of groupOf) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
	for (let g = 0; g < voters.length; g++) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0);
	const next = starts.slice();
	const rows = new Int32Array(count);
	for (let row = 0; row < count; row++) {
		const group = groupOf[row] ?? 0;
		const at = next[group] ?? 0;
		rows[at] = row;
		next[group] = at + 1;
	}
	return { groupOf, voters: Int32Array.from(voters), rows, starts };
}
