import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";

/**
 * Distinct conversations of each model, by its place in `models`. Null when some judgement does not
 * say its conversation, or when one conversation is between different models in different rows, and
 * so is no battle (a session of several).
 */
export function countBattles(columns: JudgementColumns): Float64Array | null {
	const { models, slotA, slotB } = columns;
	const conversations = columns.clusters.conversation;
	if (conversations === undefined || conversations.includes(-1)) return null;
	let last = -1;
	for (const conversation of conversations) if (conversation > last) last = conversation;
	const pairs = new Int32Array(last + 1).fill(-1);
	const battles = new Float64Array(models.length);
	for (let row = 0; row < conversations.length; row++) {
		const [a = 0, b = 0, conversation = 0] = [slotA[row], slotB[row], conversations[row]];
		const pair = a * models.length + b;
		const known = pairs[conversation] ?? -1;
		if (known !== -1 && known !== pair) return null;
		if (known === pair) continue;
		pairs[conversation] = pair;
		battles[a] = (battles[a] ?? 0) + 1;
		battles[b] = (battles[b] ?? 0) + 1;
	}
	return battles;
}
