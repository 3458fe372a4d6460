import { compareNames } from "#lib/ranking/cells.ts";
import {
	type ClusterKind,
	clusterKinds,
	type JudgementColumns,
} from "#lib/ranking/columns/judgement-columns.ts";
import { type Growing, growingBytes, growingFloats, growingInts } from "./growing.ts";
import { detached, Interner } from "./interner.ts";
import type { JudgementSink, ReadJudgement, ReadOptions, RejectReason } from "./vote-shape.ts";

/** What became of the rows. Only reasons that occurred are there. */
export interface ReadCounts {
	accepted: number;
	rejected: Partial<Record<RejectReason, number>>;
	/** Of those with an unknown label, by label; past LABELS_MAX labels under `(others)`. */
	unknownLabels: Record<string, number>;
	leftOut: Record<string, number>;
	/** Accepted judgements by origin, and by judge where judges were asked for. */
	byOrigin: Record<string, number>;
}

/** The ids and versions of the accepted judgements, in the order of the columns' rows. */
export interface JudgementIds {
	ids: string[];
	versions: Float64Array;
}

export interface BuiltJudgements {
	columns: JudgementColumns;
	counts: ReadCounts;
	/** Null unless every judgement has an id and a version. */
	ids: JudgementIds | null;
	/** What the numbers of each cluster kind stand for. */
	clusterNames: Partial<Record<ClusterKind, readonly string[]>>;
}

const LABELS_MAX = 50;
const LABEL_LENGTH_MAX = 60;
const OTHERS = "(others)";

/** Collects judgements one after the other into columns. Memory grows with the columns only. */
export class JudgementBuilder implements JudgementSink {
	private readonly models = new Interner();
	private readonly slotA = growingInts();
	private readonly slotB = growingInts();
	private readonly outcome = growingBytes();
	private readonly at: Growing<Float64Array> | null;
	private weight: Growing<Float64Array> | null = null;
	private readonly clusters: { kind: ClusterKind; names: Interner; numbers: Growing<Int32Array> }[];
	private readonly features: Growing<Float64Array>[];
	private readonly featureNames: readonly string[];
	private readonly ids: string[] = [];
	private readonly versions = growingFloats();
	private hasIds = true;
	private readonly counts: ReadCounts = {
		accepted: 0,
		rejected: {},
		unknownLabels: {},
		leftOut: {},
		byOrigin: {},
	};

	constructor(options: ReadOptions) {
		this.at = options.times ? growingFloats() : null;
		this.clusters = clusterKinds
			.filter((kind) => options.clusters.includes(kind))
			.map((kind) => ({ kind, names: new Interner(), numbers: growingInts() }));
		this.featureNames = options.features.flatMap((name) => [`${name}_a`, `${name}_b`]);
		this.features = this.featureNames.map(() => growingFloats());
	}

	accept(judgement: ReadJudgement): void {
		this.slotA.push(this.models.numberOf(judgement.modelA));
		this.slotB.push(this.models.numberOf(judgement.modelB));
		this.outcome.push(judgement.outcome);
		this.at?.push(judgement.atMs);
		for (const { kind, names, numbers } of this.clusters) {
			const name = judgement[kind];
			numbers.push(name === "" ? -1 : names.numberOf(name));
		}
		for (let k = 0; k < this.features.length; k++)
			this.features[k]?.push(judgement.features[k] ?? Number.NaN);
		this.keepWeight(judgement.weight);
		this.keepId(judgement);
		this.counts.accepted++;
		if (judgement.origin !== "") add(this.counts.byOrigin, judgement.origin);
	}

	reject(reason: RejectReason, label?: string): void {
		this.counts.rejected[reason] = (this.counts.rejected[reason] ?? 0) + 1;
		if (label === undefined) return;
		const { unknownLabels } = this.counts;
		const shown = detached(label.slice(0, LABEL_LENGTH_MAX));
		const isRoom = shown in unknownLabels || Object.keys(unknownLabels).length < LABELS_MAX;
		add(unknownLabels, isRoom ? shown : OTHERS);
	}

	leaveOut(reason: string): void {
		add(this.counts.leftOut, reason);
	}

	/** The columns. Nothing may be added afterwards. */
	build(): BuiltJudgements {
		const order = this.models.texts
			.map((name, number) => ({ name, number }))
			.sort((x, y) => compareNames(x.name, y.name));
		const places = new Int32Array(order.length);
		order.forEach(({ number }, place) => {
			places[number] = place;
		});
		const slotA = this.slotA.values();
		const slotB = this.slotB.values();
		for (let row = 0; row < slotA.length; row++) {
			slotA[row] = places[slotA[row] ?? 0] ?? 0;
			slotB[row] = places[slotB[row] ?? 0] ?? 0;
		}
		const at = this.at?.values() ?? null;
		return {
			columns: {
				models: order.map(({ name }) => name),
				slotA,
				slotB,
				outcome: this.outcome.values(),
				score: null,
				weight: this.weight?.values() ?? null,
				clusters: Object.fromEntries(
					this.clusters.map(({ kind, numbers }) => [kind, numbers.values()]),
				),
				covariates: this.features.map((values, k) => ({
					name: this.featureNames[k] ?? "",
					values: values.values(),
				})),
				atMs: at?.every(Number.isFinite) ? at : null,
			},
			counts: this.counts,
			ids:
				this.hasIds && this.ids.length > 0
					? { ids: this.ids, versions: this.versions.values() }
					: null,
			clusterNames: Object.fromEntries(this.clusters.map(({ kind, names }) => [kind, names.texts])),
		};
	}

	/** Weights are kept from the first row on that has one. */
	private keepWeight(weight: number): void {
		if (this.weight === null) {
			if (Number.isNaN(weight)) return;
			this.weight = growingFloats();
			for (let row = 0; row < this.counts.accepted; row++) this.weight.push(1);
		}
		this.weight.push(Number.isNaN(weight) ? 1 : weight);
	}

	private keepId({ id, version }: ReadJudgement): void {
		if (!this.hasIds) return;
		if (id === "" || !Number.isSafeInteger(version) || version < 0) {
			this.hasIds = false;
			this.ids.length = 0;
			return;
		}
		this.ids.push(detached(id));
		this.versions.push(version);
	}
}

function add(counts: Record<string, number>, key: string): void {
	counts[key] = (counts[key] ?? 0) + 1;
}
