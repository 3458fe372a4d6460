import { compareNames } from "#lib/ranking/cells.ts";
import {
	type ClusterKind,
	clusterKinds,
	type JudgementColumns,
} from "#lib/ranking/columns/judgement-columns.ts";
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

/** Columns that grow together: one look at the room that is left serves all of them. */
interface Room {
	rows: number;
	slotA: Int32Array;
	slotB: Int32Array;
	outcome: Uint8Array;
	atMs: Float64Array | null;
	weight: Float64Array | null;
	clusters: readonly Int32Array[];
	features: readonly Float64Array[];
}

const ROWS_AT_FIRST = 4096;

/** Collects judgements one after the other into columns. Memory grows with the columns only. */
export class JudgementBuilder implements JudgementSink {
	private readonly models = new Interner();
	private readonly clusters: readonly { kind: ClusterKind; names: Interner }[];
	private readonly featureNames: readonly string[];
	private room: Room;
	private readonly ids: string[] = [];
	private readonly versions: number[] = [];
	private hasIds = true;
	private readonly counts: ReadCounts = {
		accepted: 0,
		rejected: {},
		unknownLabels: Object.create(null),
		leftOut: Object.create(null),
		byOrigin: Object.create(null),
	};

	constructor(options: ReadOptions) {
		this.clusters = clusterKinds
			.filter((kind) => options.clusters.includes(kind))
			.map((kind) => ({ kind, names: new Interner() }));
		this.featureNames = options.features.flatMap((name) => [`${name}_a`, `${name}_b`]);
		const rows = ROWS_AT_FIRST;
		this.room = {
			rows,
			slotA: new Int32Array(rows),
			slotB: new Int32Array(rows),
			outcome: new Uint8Array(rows),
			atMs: options.times ? new Float64Array(rows) : null,
			weight: null,
			clusters: this.clusters.map(() => new Int32Array(rows)),
			features: this.featureNames.map(() => new Float64Array(rows)),
		};
	}

	accept(judgement: ReadJudgement): void {
		const row = this.counts.accepted++;
		if (row === this.room.rows) this.room = doubled(this.room);
		const { room } = this;
		room.slotA[row] = this.models.numberOf(judgement.modelA);
		room.slotB[row] = this.models.numberOf(judgement.modelB);
		room.outcome[row] = judgement.outcome;
		if (room.atMs !== null) room.atMs[row] = judgement.atMs;
		if (room.weight !== null || !Number.isNaN(judgement.weight))
			this.keepWeight(row, judgement.weight);
		for (let k = 0; k < this.clusters.length; k++) this.keepCluster(row, k, judgement);
		for (let k = 0; k < room.features.length; k++) {
			const values = room.features[k];
			if (values !== undefined) values[row] = judgement.features[k] ?? Number.NaN;
		}
		if (this.hasIds) this.keepId(judgement);
		if (judgement.origin !== "") add(this.counts.byOrigin, judgement.origin);
	}

	reject(reason: RejectReason, label?: string): void {
		this.counts.rejected[reason] = (this.counts.rejected[reason] ?? 0) + 1;
		if (label === undefined) return;
		const { unknownLabels } = this.counts;
		const shown = detached(label.slice(0, LABEL_LENGTH_MAX));
		const isRoom =
			Object.hasOwn(unknownLabels, shown) || Object.keys(unknownLabels).length < LABELS_MAX;
		add(unknownLabels, isRoom ? shown : OTHERS);
	}

	leaveOut(reason: string): void {
		add(this.counts.leftOut, reason);
	}

	/** The columns. Nothing may be added afterwards. */
	build(): BuiltJudgements {
		const rows = this.counts.accepted;
		const order = this.models.texts
			.map((name, number) => ({ name, number }))
			.sort((x, y) => compareNames(x.name, y.name));
		const places = new Int32Array(order.length);
		order.forEach(({ number }, place) => {
			places[number] = place;
		});
		const { room } = this;
		const slotA = room.slotA.subarray(0, rows);
		const slotB = room.slotB.subarray(0, rows);
		for (let row = 0; row < rows; row++) {
			slotA[row] = places[slotA[row] ?? 0] ?? 0;
			slotB[row] = places[slotB[row] ?? 0] ?? 0;
		}
		const atMs = room.atMs?.subarray(0, rows) ?? null;
		const named = <T>(of: (k: number) => T) =>
			Object.fromEntries(this.clusters.map(({ kind }, k) => [kind, of(k)]));
		return {
			columns: {
				models: order.map(({ name }) => name),
				slotA,
				slotB,
				outcome: room.outcome.subarray(0, rows),
				score: null,
				weight: room.weight?.subarray(0, rows) ?? null,
				clusters: named((k) => room.clusters[k]?.subarray(0, rows) ?? new Int32Array(0)),
				covariates: room.features.map((values, k) => ({
					name: this.featureNames[k] ?? "",
					values: values.subarray(0, rows),
				})),
				atMs: atMs?.every(Number.isFinite) ? atMs : null,
			},
			counts: this.counts,
			ids:
				this.hasIds && rows > 0
					? { ids: this.ids, versions: Float64Array.from(this.versions) }
					: null,
			clusterNames: named((k) => this.clusters[k]?.names.texts ?? []),
		};
	}

	private keepCluster(row: number, k: number, judgement: ReadJudgement): void {
		const [cluster, groups] = [this.clusters[k], this.room.clusters[k]];
		if (cluster === undefined || groups === undefined) return;
		const name = judgement[cluster.kind];
		groups[row] = name === "" ? -1 : cluster.names.numberOf(name);
	}

	/** Weights are kept from the first row on that has one. */
	private keepWeight(row: number, weight: number): void {
		this.room.weight ??= new Float64Array(this.room.rows).fill(1);
		this.room.weight[row] = Number.isNaN(weight) ? 1 : weight;
	}

	private keepId({ id, version }: ReadJudgement): void {
		if (id !== "" && Number.isSafeInteger(version) && version >= 0) {
			this.ids.push(detached(id));
			this.versions.push(version);
			return;
		}
		this.hasIds = false;
		this.ids.length = 0;
		this.versions.length = 0;
	}
}

function doubled(room: Room): Room {
	const rows = 2 * room.rows;
	const ints = (old: Int32Array) => copyInto(new Int32Array(rows), old);
	const floats = (old: Float64Array) => copyInto(new Float64Array(rows), old);
	return {
		rows,
		slotA: ints(room.slotA),
		slotB: ints(room.slotB),
		outcome: copyInto(new Uint8Array(rows), room.outcome),
		atMs: room.atMs === null ? null : floats(room.atMs),
		weight: room.weight === null ? null : floats(room.weight),
		clusters: room.clusters.map(ints),
		features: room.features.map(floats),
	};
}

function copyInto<T extends Int32Array | Uint8Array | Float64Array>(larger: T, old: T): T {
	larger.set(old);
	return larger;
}

/** `__proto__` is a label like any other. */
function add(counts: Record<string, number>, key: string): void {
	counts[key] = (counts[key] ?? 0) + 1;
}
