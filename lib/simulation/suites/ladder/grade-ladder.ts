import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import { checkLoosely } from "#lib/simulation/instructions/loose.ts";
import { checkInstruction, instructionsVersion } from "#lib/simulation/instructions/registry.ts";
import { replyIn } from "#lib/simulation/instructions/reply-in.ts";
import type { CheckResult, Grade, MetricSpec } from "#lib/simulation/suite.ts";
import { secretOf } from "./ladder-secret.ts";

const share = (name: string, title: string): MetricSpec => ({
	name,
	title,
	better: "higher",
	unit: "share",
});

/** Turn n of the curve, up to the longest ladder. */
const curve = [1, 2, 3, 4, 5, 6].map((n) =>
	share(`turn_${n}`, `Instructions followed in turn ${n}`),
);

export const ladderMetrics: readonly MetricSpec[] = [
	share("loose_prompt", "Turns with all instructions followed, loosely"),
	share("strict_prompt", "Turns with all instructions followed, strictly"),
	share("loose_instruction", "Instructions followed per turn, loosely"),
	share("strict_instruction", "Instructions followed per turn, strictly"),
	share("carried", "Instructions of earlier turns still followed, loosely"),
	share("final_turn", "Last turn with all instructions followed, loosely"),
	{
		name: "slope",
		title: "Change of the share of followed instructions from turn to turn",
		better: "higher",
		unit: "share",
	},
	...curve,
];

const mean = (values: readonly number[]): number | null =>
	values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Least squares slope of values against 1, 2, 3 …; `null` for fewer than two. */
export function slopeOf(values: readonly number[]): number | null {
	if (values.length < 2) return null;
	const middle = (values.length + 1) / 2;
	let above = 0;
	let below = 0;
	values.forEach((value, i) => {
		above += (i + 1 - middle) * value;
		below += (i + 1 - middle) ** 2;
	});
	return above / below;
}

/** Checks each instruction in force in each turn, strictly and loosely; a turn without a reply follows none. */
export function gradeLadder(record: EpisodeRecord): Grade {
	const { turns } = secretOf(record.scenario);
	const context = { language: record.scenario.language };
	const checks: CheckResult[] = [];
	const carried: number[] = [];
	const byTurn = turns.map(({ inForce, carried: old }, index) => {
		const reply = replyIn(record, index + 1);
		return inForce.map((given, position) => {
			const strict = checkInstruction(reply, given, context);
			const loose = checkLoosely(reply, given, context);
			checks.push({
				check: `ladder/${given.id}`,
				version: `${instructionsVersion}`,
				turn: index + 1,
				passed: strict.ok,
				loose: loose.ok,
				score: loose.ok ? 1 : 0,
				detail: strict.detail,
			});
			if (position < old) carried.push(loose.ok ? 1 : 0);
			return { strict: strict.ok ? 1 : 0, loose: loose.ok ? 1 : 0 };
		});
	});
	const shares = (reading: "strict" | "loose") =>
		byTurn.map((results) => mean(results.map((result) => result[reading])) ?? 0);
	const loose = shares("loose");
	const strict = shares("strict");
	const whole = (values: readonly number[]) => values.map((value) => (value === 1 ? 1 : 0));
	return {
		checks,
		metrics: {
			loose_prompt: mean(whole(loose)),
			strict_prompt: mean(whole(strict)),
			loose_instruction: mean(loose),
			strict_instruction: mean(strict),
			carried: mean(carried),
			final_turn: whole(loose).at(-1) ?? null,
			slope: slopeOf(loose),
			...Object.fromEntries(curve.map(({ name }, i) => [name, loose[i] ?? null])),
		},
	};
}
