import { type Random, randomInt, seededRandom, seedOf } from "#lib/kernel/random.ts";
import { canJoin } from "#lib/simulation/instructions/conflict-matrix.ts";
import {
	type DrawSetting,
	drawInstruction,
	fitsLanguage,
} from "#lib/simulation/instructions/draw.ts";
import type { GivenInstruction } from "#lib/simulation/instructions/kwargs.ts";
import { instructionIds } from "#lib/simulation/instructions/kwargs.ts";
import { isDemanding } from "#lib/simulation/instructions/trivial-replies.ts";
import { writeReply } from "#lib/simulation/instructions/writer.ts";

/** What a turn does to the instructions in force. */
export interface Rung {
	act: "added" | "changed" | "revoked";
	/** Those added, the changed one as it is now, or the one revoked. */
	given: readonly GivenInstruction[];
	/** All in force afterwards; those that were in force before, unchanged, stand first. */
	inForce: readonly GivenInstruction[];
	carried: number;
	/** A reply that follows all in force. */
	gold: string;
}

const turnsRange = { low: 3, high: 6 };
const inForceMax = 8;
/** Draws until a rung can be climbed; a few are enough nearly always. */
const triesMax = 500;

/**
 * A ladder of three to six rungs, uniformly. Each adds one or two instructions, or changes or revokes
 * one; a written reply shows that all in force can be followed together, and at least one in force
 * is never followed by a reply without content.
 */
export function buildLadder(random: Random, setting: DrawSetting): Rung[] {
	const turns = turnsRange.low + randomInt(random, turnsRange.high - turnsRange.low + 1);
	const rungs: Rung[] = [];
	for (let turn = 0; turn < turns; turn++) {
		rungs.push(buildRung(random, setting, rungs.at(-1)?.inForce ?? []));
	}
	return rungs;
}

function buildRung(
	random: Random,
	setting: DrawSetting,
	before: readonly GivenInstruction[],
): Rung {
	for (let tries = 0; tries < triesMax; tries++) {
		const drawn = drawRung(random, setting, before);
		if (drawn === null) continue;
		if (!drawn.inForce.some((given) => isDemanding(given, setting.language))) continue;
		const writer = seededRandom(seedOf(JSON.stringify([setting.request, drawn.inForce])));
		const { text, followed } = writeReply(drawn.inForce, { language: setting.language }, writer);
		if (!followed.includes(false)) return { ...drawn, gold: text };
	}
	throw new Error("Broken invariant: no instruction can be added, changed or revoked");
}

function drawRung(
	random: Random,
	setting: DrawSetting,
	before: readonly GivenInstruction[],
): Omit<Rung, "gold"> | null {
	const chance = random.next();
	if (before.length === 0 || (chance < 0.6 && before.length < inForceMax)) {
		return drawAdded(random, setting, before);
	}
	const old = before[randomInt(random, before.length)];
	if (old === undefined) return null;
	const rest = before.filter((given) => given !== old);
	if (chance >= 0.85) return { act: "revoked", given: [old], inForce: rest, carried: rest.length };
	const changed = drawInstruction(old.id, random, setting);
	const isSame = JSON.stringify(changed) === JSON.stringify(old);
	if (isSame || !canJoin(changed, rest, setting.language)) return null;
	return { act: "changed", given: [changed], inForce: [...rest, changed], carried: rest.length };
}

function drawAdded(
	random: Random,
	setting: DrawSetting,
	before: readonly GivenInstruction[],
): Omit<Rung, "gold"> | null {
	const wanted = 1 + randomInt(random, 2);
	const added: GivenInstruction[] = [];
	while (added.length < wanted) {
		const id = instructionIds[randomInt(random, instructionIds.length)];
		const inForce = [...before, ...added];
		if (id === undefined || !fitsLanguage(id, setting.language)) return null;
		if (inForce.some((given) => given.id === id)) return null;
		const given = drawInstruction(id, random, setting);
		if (!canJoin(given, inForce, setting.language)) return null;
		added.push(given);
	}
	return { act: "added", given: added, inForce: [...before, ...added], carried: before.length };
}
