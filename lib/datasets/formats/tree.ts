import { z } from "zod";
import type { EpisodePair } from "#lib/datasets/episode-record.ts";
import { type FormattedRows, rowsOf } from "#lib/datasets/left-out.ts";
import { type PairOptions, partedSides } from "#lib/datasets/pair-sides.ts";
import { voidColumn } from "#lib/datasets/void-column.ts";
import { type ChatMessage, chatMessageSchema, chatProblem, chatText } from "./chat-message.ts";

/** A node of a tree of conversations with two ways on, of which one was preferred. */
export const treeRowSchema = z.strictObject({
	id: z.string().min(1),
	/** The node above, of which this one's trajectory is a continuation; null at a root. */
	parent_id: z.string().min(1).nullable(),
	task: z.string().min(1),
	/** All that was said before. */
	trajectory: z.array(chatMessageSchema),
	chosen: chatMessageSchema,
	rejected: chatMessageSchema,
	...voidColumn,
});
export type TreeRow = z.infer<typeof treeRowSchema>;

/**
 * A row of each pair that was parted by a fork or has one turn, with the next message of both. Its parent is the
 * nearest row of the same task whose trajectory and one of whose messages it goes on from, among those of `above`: all
 * pairs, unless others are given. Ties, void ones, those without a shared prefix and those with equal messages
 * are left out.
 */
export function treeRows(
	pairs: readonly EpisodePair[],
	options: PairOptions & { above?: readonly EpisodePair[] } = {},
): FormattedRows<TreeRow> {
	const { rows, leftOut } = nodeRows(pairs, options);
	const above = options.above === undefined ? rows : nodeRows(options.above, options).rows;
	const nodes = new Map<string, string>();
	for (const row of above)
		for (const next of [row.chosen, row.rejected]) {
			const key = keyOf(row.task, [...row.trajectory, next]);
			if (!nodes.has(key)) nodes.set(key, row.id);
		}
	return { rows: rows.map((row) => ({ ...row, parent_id: parentOf(row, nodes) })), leftOut };
}

function nodeRows(pairs: readonly EpisodePair[], options: PairOptions): FormattedRows<TreeRow> {
	return rowsOf<EpisodePair, TreeRow>(pairs, (pair) => {
		const sides = partedSides(pair, options);
		if ("leftOut" in sides) return sides;
		const { shared, slot, other } = sides;
		const [chosen, rejected] = [shared.replies[slot][0], shared.replies[other][0]];
		if (chosen === undefined || rejected === undefined) return { leftOut: "no-reply" };
		if (chatText(chosen) === chatText(rejected)) return { leftOut: "same-reply" };
		const { suite, version, control, scenarioKey } = sides.chosen;
		return {
			id: pair.id,
			parent_id: null,
			task: `${suite}@${version} ${control} ${scenarioKey}`,
			trajectory: shared.prefix,
			chosen,
			rejected,
		};
	});
}

const keyOf = (task: string, messages: readonly ChatMessage[]) => `${task}\n${chatText(messages)}`;

function parentOf({ task, trajectory }: TreeRow, nodes: ReadonlyMap<string, string>) {
	for (let length = trajectory.length; length > 0; length -= 1) {
		if (trajectory[length - 1]?.role !== "assistant") continue;
		const found = nodes.get(keyOf(task, trajectory.slice(0, length)));
		if (found !== undefined) return found;
	}
	return null;
}

/** What is wrong with a row beside its columns; null when nothing is. */
export function treeProblem({ trajectory, chosen, rejected }: TreeRow): string | null {
	if (trajectory.at(-1)?.role === "assistant")
		return "the trajectory ends with an assistant message";
	for (const [name, message] of Object.entries({ chosen, rejected })) {
		if (message.role !== "assistant") return `${name} is no assistant message`;
		const problem = chatProblem([message], trajectory);
		if (problem !== null) return `trajectory and ${name}: ${problem}`;
	}
	return chatText(chosen) === chatText(rejected) ? "chosen and rejected are equal" : null;
}

/** Looks at the rows of a file one by one and says at the end which do not hang together, by their number. */
export function treeLinks(): {
	take(row: TreeRow, at: number): string | null;
	end(): { row: number; problem: string }[];
} {
	const ways = new Map<string, { task: string; ways: string[]; length: number }>();
	const links: { at: number; row: TreeRow }[] = [];
	return {
		take(row, at) {
			if (ways.has(row.id)) return `the id ${row.id} stands in a row before`;
			const { task, trajectory, chosen, rejected } = row;
			ways.set(row.id, {
				task,
				length: trajectory.length,
				ways: [chosen, rejected].map((next) => chatText([...trajectory, next])),
			});
			if (row.parent_id !== null) links.push({ at, row });
			return null;
		},
		end: () =>
			links.flatMap(({ at, row }) => {
				const parent = ways.get(row.parent_id ?? "");
				const problem =
					parent === undefined
						? `there is no row ${row.parent_id}`
						: parent.task === row.task &&
								parent.ways.includes(chatText(row.trajectory.slice(0, parent.length + 1)))
							? null
							: `the trajectory does not go on from row ${row.parent_id}`;
				return problem === null ? [] : [{ row: at, problem }];
			}),
	};
}
