import { type BootstrapOptions, bootstrapBounds } from "#lib/simulation/metrics/bootstrap.ts";
import { clusteredShare } from "#lib/simulation/metrics/clustered-mean.ts";
import { type Estimate, estimateMean, meanOf } from "#lib/simulation/metrics/estimate.ts";
import { groupBy, type MetricRow } from "#lib/simulation/metrics/metric-row.ts";
import { findCard } from "#lib/simulation/users/card.ts";
import { auditUser, type UserAudit } from "./audit-user.ts";
import { distinctNgrams } from "./distinct.ts";
import type { UserAuditInput } from "./finding.ts";
import { wordsOf } from "./repeats.ts";
import { roleRules } from "./role-breaks.ts";
import { type Said, saidBy } from "./said.ts";
import { stopRules } from "./stops.ts";

export interface UserFidelity {
	conversations: number;
	/** Different n-grams of first turns per n-gram, for n = 1, 2, 3: whether it always begins alike. */
	distinctFirstTurns: { n: number; estimate: Estimate }[];
	/** By turn: share of the words of a message that stand in its goal or its known facts. */
	intentOverlap: { turn: number; estimate: Estimate }[];
	/** Share of the conversations it ended in which no rule about stops found anything. */
	reasonableStops: Estimate;
	/** Share of messages in which it kept its part. */
	roleAdherence: Estimate;
	/** Share of conversations whose audit is void. */
	voidRate: Estimate;
}

interface Audited {
	scenario: string;
	input: UserAuditInput;
	audit: UserAudit;
	said: readonly Said[];
}

/**
 * How well a simulated user plays its part, over many of its conversations. Intervals are clustered by scenario: by
 * bootstrap for overlap, Wilson's for shares, which have a width even when all are equal, and by
 * jackknife for distinct n-grams. What is undefined is null.
 */
export function userFidelity(
	inputs: readonly UserAuditInput[],
	bootstrap: BootstrapOptions,
): UserFidelity {
	const audited = inputs.map((input): Audited => {
		const { suite, version, seed } = input.record.scenario;
		return {
			scenario: `${suite}|${version}|${seed}`,
			input,
			audit: auditUser(input),
			said: saidBy({ record: input.record, seat: input.seat ?? "user" }),
		};
	});
	const { level } = bootstrap;
	const firsts = [...groupBy(audited, ({ scenario }) => scenario).values()].map((group) =>
		group.flatMap(({ said: [first] }) => (first === undefined ? [] : [first.text])),
	);
	return {
		conversations: inputs.length,
		distinctFirstTurns: [1, 2, 3].map((n) => ({ n, estimate: distinctNgrams(firsts, n, level) })),
		intentOverlap: overlapByTurn(audited, bootstrap),
		reasonableStops: clusteredShare(
			audited
				.filter(({ input }) => input.record.end === "user-stop")
				.map((one) => rowOf(one, !one.audit.findings.some(({ rule }) => stopRules.has(rule)))),
			level,
		),
		roleAdherence: clusteredShare(audited.flatMap(roleRows), level),
		voidRate: clusteredShare(
			audited.map((one) => rowOf(one, one.audit.verdict === "void")),
			level,
		),
	};
}

const rowOf = ({ scenario }: Audited, holds: boolean): MetricRow => ({
	scenario,
	replicate: 0,
	value: holds ? 1 : 0,
});

/** One row a message. */
function roleRows(one: Audited): MetricRow[] {
	const broken = new Set(
		one.audit.findings.filter(({ rule }) => roleRules.has(rule)).map(({ turn }) => turn),
	);
	return one.said.map(({ turn }) => rowOf(one, !broken.has(turn)));
}

function overlapByTurn(audited: readonly Audited[], bootstrap: BootstrapOptions) {
	const rows = audited.flatMap(({ scenario, input, said }) => {
		const card = input.card === undefined ? findCard(input.record.scenario) : input.card;
		if (card === null) return [];
		const intent = new Set(wordsOf([card.goal, ...card.known.map(({ text }) => text)].join("\n")));
		return said.flatMap(({ turn, text }) => {
			const words = new Set(wordsOf(text));
			if (words.size === 0) return [];
			const common = [...words].filter((word) => intent.has(word)).length;
			return [{ scenario, turn, value: common / words.size }];
		});
	});
	return [...groupBy(rows, ({ turn }) => String(turn)).values()]
		.map((group) => ({ turn: group[0]?.turn ?? 0, estimate: bootstrapped(group, bootstrap) }))
		.sort((a, b) => a.turn - b.turn);
}

function bootstrapped(
	rows: readonly { scenario: string; value: number }[],
	bootstrap: BootstrapOptions,
): Estimate {
	const clusters = [...groupBy(rows, ({ scenario }) => scenario).values()].map((group) =>
		group.map(({ value }) => value),
	);
	const bounds = bootstrapBounds(clusters, (sample) => meanOf(sample.flat()), bootstrap);
	return { ...estimateMean(clusters, bootstrap.level), ...bounds };
}
