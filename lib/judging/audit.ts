import type { Outcome, Slot } from "#lib/arena/outcome.ts";
import type { Random } from "#lib/kernel/random.ts";
import { cohensKappa, type LabelPair, percentAgreement } from "./agreement.ts";
import { bootstrapInterval } from "./bootstrap.ts";
import type { Figure, Interval } from "./figure.ts";
import { fitLengthSlope, type LengthChoice, type Slope } from "./length-slope.ts";
import { mergeOrders, type Opinion, type Reading, type UnscoredReason } from "./orders.ts";
import { type SelfPreference, selfPreference } from "./self-preference.ts";
import { type Share, shareOf } from "./share.ts";

/** A stored reading of one juror. A battle has at most one per juror and order. */
export interface AuditReading {
	battle: string;
	juror: string;
	reading: Reading;
}

/** What is known of a battle, by slot: characters of the judged seat's replies, model families. */
export interface AuditBattle {
	battle: string;
	characters: Record<Slot, number>;
	families: Record<Slot, string>;
}

/** One person's outcome on a battle; several people may have judged one. */
export interface PeopleOutcome {
	battle: string;
	outcome: Outcome;
}

export interface AuditInput {
	/** Readings of all jurors: those of the others are what self-preference is measured against. */
	readings: readonly AuditReading[];
	battles: readonly AuditBattle[];
	people: readonly PeopleOutcome[];
	/** The family of each juror. */
	families: ReadonlyMap<string, string>;
	random: Random;
	/** Bootstrap draws for the intervals of agreement and kappa. */
	draws: number;
}

/** An agreement with people and its 95 % interval, battles being drawn whole. */
interface WithPeople {
	battles: number;
	pairs: number;
	agreement: Figure;
	agreementInterval: Interval;
	kappa: Figure;
	kappaInterval: Interval;
	/** Among pairs where both prefer a slot. */
	decidedAgreement: Share;
}

export interface JurorAudit {
	juror: string;
	readings: number;
	failures: { share: Share; byReason: Partial<Record<UnscoredReason, number>> };
	/**
	 * Decided readings that chose the first place, of battles read under both orders; 0.5 without a
	 * bias. The interval takes readings as independent, which is too wide for a consistent juror.
	 */
	firstPlace: Share;
	/** Battles read under both orders on which the readings disagree, and on which they are reversed. */
	flips: Share;
	reversals: Share;
	withPeople: WithPeople;
	lengthSlope: Slope;
	selfPreference: SelfPreference;
}

/** A juror with one version of one lens: what is audited as one judge. */
export interface JudgeAudit {
	/** Slug of the model, or the address of a judge over HTTP. */
	juror: string;
	name: string;
	/** A `program` judges by rules alone. */
	kind: "language-model" | "program" | "http";
	lens: string;
	lensVersion: string;
	audit: JurorAudit;
}

/** Audits one juror from what is stored. Undefined figures are null with a reason. */
export function auditJuror(juror: string, input: AuditInput): JurorAudit {
	const own = input.readings.filter((one) => one.juror === juror).map(({ reading }) => reading);
	const failed = own.flatMap((one) => (one.status === "unscored" ? [one.reason] : []));
	const byReason: Partial<Record<UnscoredReason, number>> = {};
	for (const reason of failed) byReason[reason] = (byReason[reason] ?? 0) + 1;
	const opinions = opinionsByJuror(input.readings);
	const ofJuror = opinions.get(juror) ?? new Map<string, JurorOpinion>();
	const scored = [...ofJuror.values()].flatMap(({ opinion, pair }) =>
		opinion.status === "scored" ? [{ opinion, pair }] : [],
	);
	const count = (holds: (opinion: Opinion & { status: "scored" }) => boolean) =>
		shareOf(scored.filter(({ opinion }) => holds(opinion)).length, scored.length);
	return {
		juror,
		readings: own.length,
		failures: { share: shareOf(failed.length, own.length), byReason },
		firstPlace: firstPlaceShare(scored.flatMap(({ pair }) => [pair.ab, pair.ba])),
		flips: count(({ isFlip }) => isFlip),
		reversals: count(({ disagreement }) => disagreement === "reversed"),
		withPeople: comparePeople(ofJuror, input),
		lengthSlope: fitLengthSlope(lengthChoices(ofJuror, input.battles)),
		selfPreference: selfPreference(juror, outcomesOf(opinions), input),
	};
}

interface JurorOpinion {
	opinion: Opinion;
	pair: { ab: Reading; ba: Reading };
}

/** Opinions by juror and battle, of battles that have a reading under both orders. */
function opinionsByJuror(
	readings: readonly AuditReading[],
): Map<string, Map<string, JurorOpinion>> {
	const byOrder = { ab: new Map<string, Reading>(), ba: new Map<string, Reading>() };
	const keyOf = ({ juror, battle }: AuditReading) => JSON.stringify([juror, battle]);
	for (const one of readings) byOrder[one.reading.order].set(keyOf(one), one.reading);
	const opinions = new Map<string, Map<string, JurorOpinion>>();
	for (const one of readings) {
		const ab = byOrder.ab.get(keyOf(one));
		const ba = byOrder.ba.get(keyOf(one));
		if (ab === undefined || ba === undefined) continue;
		const ofJuror = opinions.get(one.juror) ?? new Map<string, JurorOpinion>();
		ofJuror.set(one.battle, { opinion: mergeOrders({ ab, ba }), pair: { ab, ba } });
		opinions.set(one.juror, ofJuror);
	}
	return opinions;
}

function outcomesOf(
	opinions: ReadonlyMap<string, ReadonlyMap<string, JurorOpinion>>,
): Map<string, Map<string, Outcome>> {
	return new Map(
		[...opinions].map(([juror, ofJuror]) => [
			juror,
			new Map(
				[...ofJuror].flatMap(([battle, { opinion }]): [string, Outcome][] =>
					opinion.status === "scored" ? [[battle, opinion.outcome]] : [],
				),
			),
		]),
	);
}

function firstPlaceShare(readings: readonly Reading[]): Share {
	const decided = readings.flatMap((reading) =>
		reading.status === "scored" && (reading.outcome === "a" || reading.outcome === "b")
			? [(reading.outcome === "a") === (reading.order === "ab")]
			: [],
	);
	return shareOf(decided.filter((choseFirst) => choseFirst).length, decided.length);
}

function comparePeople(
	opinions: ReadonlyMap<string, JurorOpinion>,
	{ people, random, draws }: AuditInput,
): WithPeople {
	const units = new Map<string, LabelPair[]>();
	for (const { battle, outcome } of people) {
		const opinion = opinions.get(battle)?.opinion;
		if (opinion?.status !== "scored") continue;
		const pairs = units.get(battle) ?? [];
		pairs.push([outcome, opinion.outcome]);
		units.set(battle, pairs);
	}
	const battles = [...units.values()];
	const pairs = battles.flat();
	const agreementOf = (sample: readonly LabelPair[][]) => percentAgreement(sample.flat());
	const kappaOf = (sample: readonly LabelPair[][]) => cohensKappa(sample.flat());
	const decided = pairs.filter((pair) => pair.every((label) => label === "a" || label === "b"));
	return {
		battles: battles.length,
		pairs: pairs.length,
		agreement: agreementOf(battles),
		agreementInterval: bootstrapInterval(battles, agreementOf, { random, draws }),
		kappa: kappaOf(battles),
		kappaInterval: bootstrapInterval(battles, kappaOf, { random, draws }),
		decidedAgreement: shareOf(decided.filter(([x, y]) => x === y).length, decided.length),
	};
}

/** Decided opinions with the log ratio of lengths; battles with an empty side are left out. */
function lengthChoices(
	opinions: ReadonlyMap<string, JurorOpinion>,
	battles: readonly AuditBattle[],
): LengthChoice[] {
	return battles.flatMap(({ battle, characters }) => {
		const opinion = opinions.get(battle)?.opinion;
		if (opinion?.status !== "scored" || characters.a <= 0 || characters.b <= 0) return [];
		if (opinion.outcome !== "a" && opinion.outcome !== "b") return [];
		return [
			{
				logRatio: Math.log(characters.a / characters.b),
				preferredA: opinion.outcome === "a",
			},
		];
	});
}
