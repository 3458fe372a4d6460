import type { Shard } from "#lib/simulation/users/sharded.ts";
import type { Task } from "./task.ts";

/** How the twins of a scenario tell the same task. */
export const controls = [
	{
		name: "full",
		title: "Everything in one turn, as a specification",
		isolates: "What it costs to be told a task over several turns.",
	},
	{
		name: "concat",
		title: "All shards in one turn, as a list",
		isolates: "What it costs that the task is said in pieces, rather than over turns.",
	},
	{
		name: "recap",
		title: "One turn more that repeats all shards",
		isolates: "How much of the loss a summary at the end brings back.",
	},
	{
		name: "snowball",
		title: "Each turn repeats all shards before its own",
		isolates: "How much of the loss constant reminders bring back.",
	},
] as const;

const points = (shards: readonly { text: string }[]) =>
	shards.map(({ text }) => `- ${text}`).join("\n");

/** What the user of a control has to tell, piece by piece. */
export function piecesOf(task: Task, control: string): Shard[] {
	const { shards } = task;
	if (control === "full") {
		const text = shards.map(({ spec }) => spec).join(" ");
		return [{ id: "all", text, asks: [] }];
	}
	if (control === "concat")
		return [{ id: "all", text: `Here is all that I need:\n${points(shards)}`, asks: [] }];
	const pieces = shards.map(({ id, text, asks }) => ({ id, text, asks }));
	if (control !== "recap") return pieces;
	const text = `To sum up, here is all that I said:\n${points(shards)}`;
	return [...pieces, { id: "recap", text, asks: [] }];
}

/** How a piece is said after others: in a snowball together with all of them. */
export function tellPiece(control: string, piece: Shard, before: readonly Shard[]): string {
	if (control !== "snowball" || before.length === 0) return piece.text;
	return `${piece.text}\n\nAnd as I said before:\n${points(before)}`;
}

/** In which turn the whole task has been told. */
export function turnAllTold(task: Task, control: string): number {
	return control === "full" || control === "concat" ? 1 : task.shards.length;
}
