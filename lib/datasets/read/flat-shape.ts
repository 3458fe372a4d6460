import { clusterKinds } from "#lib/ranking/columns/judgement-columns.ts";
import { flagOf, isEmpty, nameOf, numberOf, textOf } from "./cells.ts";
import { outcomeOfLabel } from "./outcome-labels.ts";
import { timeOf } from "./time-of.ts";
import {
	emptyJudgement,
	type FilterName,
	type JudgementSink,
	type ReadOptions,
	type RowBatch,
	type VoteShape,
} from "./vote-shape.ts";

type Cells = ArrayLike<unknown> | null;
/** Reads one row of a batch. */
type ByRow<T> = (row: number) => T;

/** A shape with one vote a row. Where several columns are named, the first that the file has is read. */
export interface FlatShape {
	name: string;
	models: readonly [string, string];
	/** The columns that tell this shape from others, beside those of the models. */
	signs: readonly string[];
	id?: string;
	version?: string;
	/** The columns that `outcome` reads; a single one holds labels. */
	said: readonly string[];
	/** The outcome's code; -1 after telling the sink why there is none. */
	outcome?: (batch: RowBatch, sink: JudgementSink) => ByRow<number>;
	voter?: readonly string[];
	conversation?: readonly string[];
	judge?: readonly string[];
	origin?: string;
	at?: readonly string[];
	weight?: string;
	language?: string;
	/** Columns that `isInCategory` reads. */
	categories?: readonly string[];
	isInCategory?: (batch: RowBatch, category: string) => ByRow<boolean>;
	/** Columns that `leftOut` reads. */
	marks?: readonly string[];
	/** Why a row is not to be counted; "" when it is. */
	leftOut?: (batch: RowBatch) => ByRow<string>;
	/** The columns a feature is read from, and how. */
	featureColumns?: (feature: string) => readonly string[];
	feature?: (batch: RowBatch, feature: string, slot: "a" | "b") => ByRow<number>;
}

/** The reader of a shape with one vote a row. */
export function flatShape(shape: FlatShape): VoteShape {
	return {
		name: shape.name,
		required: [...new Set([...shape.models, ...shape.signs])],
		optional: (options) => optionalColumns(shape, options),
		featureColumns: shape.featureColumns ?? (() => []),
		filterColumns: (filter) => filterColumns(shape, filter),
		read: (batch, options, sink) => readRows(shape, batch, options, sink),
	};
}

function filterColumns(shape: FlatShape, filter: FilterName): readonly string[] {
	if (filter === "category") return shape.categories ?? [];
	const name = shape[filter];
	return name === undefined ? [] : [name];
}

function optionalColumns(shape: FlatShape, options: ReadOptions): string[] {
	const {
		id,
		version,
		origin,
		weight,
		language,
		said,
		marks = [],
		at = [],
		categories = [],
	} = shape;
	return [
		...said,
		...[id, version, origin, weight].filter((name) => name !== undefined),
		...marks,
		...clusterKinds.flatMap((kind) => (options.clusters.includes(kind) ? (shape[kind] ?? []) : [])),
		...(options.times ? at : []),
		...(options.category === null ? [] : categories),
		...(options.language === null || language === undefined ? [] : [language]),
	];
}

function readRows(
	shape: FlatShape,
	batch: RowBatch,
	options: ReadOptions,
	sink: JudgementSink,
): void {
	const first = (names: readonly string[] | undefined): Cells => {
		for (const name of names ?? []) {
			const cells = batch.column(name);
			if (cells !== null) return cells;
		}
		return null;
	};
	const one = (name: string | undefined): Cells => (name === undefined ? null : batch.column(name));
	const [modelsA, modelsB] = [one(shape.models[0]), one(shape.models[1])];
	const [ids, versions, weights] = [one(shape.id), one(shape.version), one(shape.weight)];
	const [voters, conversations] = [first(shape.voter), first(shape.conversation)];
	const [judges, times, origins] = [first(shape.judge), first(shape.at), one(shape.origin)];
	const outcome = (shape.outcome ?? labelled(shape.said[0] ?? ""))(batch, sink);
	const leftOut = shape.leftOut?.(batch);
	const unwanted = filterOf(shape, batch, options);
	const features = options.features.flatMap((feature) =>
		(["a", "b"] as const).map((slot) => shape.feature?.(batch, feature, slot)),
	);

	const judgement = emptyJudgement(options);
	for (let row = 0; row < batch.rows; row++) {
		const reason = unwanted(row) || leftOut?.(row) || "";
		if (reason !== "") {
			sink.leaveOut(reason);
			continue;
		}
		judgement.modelA = nameOf(modelsA?.[row]);
		judgement.modelB = nameOf(modelsB?.[row]);
		if (judgement.modelA === "" || judgement.modelB === "") {
			sink.reject("no-model");
			continue;
		}
		if (judgement.modelA === judgement.modelB) {
			sink.reject("same-model");
			continue;
		}
		judgement.outcome = outcome(row);
		if (judgement.outcome === -1) continue;
		if (weights !== null) {
			judgement.weight = numberOf(weights[row]);
			if (!(judgement.weight >= 0)) {
				sink.reject("bad-weight");
				continue;
			}
		}
		if (ids !== null) judgement.id = nameOf(ids[row]);
		if (versions !== null) judgement.version = numberOf(versions[row]);
		if (voters !== null) judgement.voter = nameOf(voters[row]);
		if (conversations !== null) judgement.conversation = nameOf(conversations[row]);
		if (judges !== null) judgement.judge = nameOf(judges[row]);
		if (origins !== null) judgement.origin = nameOf(origins[row]);
		if (times !== null) judgement.atMs = timeOf(times[row]);
		for (let k = 0; k < features.length; k++)
			judgement.features[k] = features[k]?.(row) ?? Number.NaN;
		sink.accept(judgement);
	}
}

/** Why a row does not fit the options' filter; "" when it does. */
function filterOf(shape: FlatShape, batch: RowBatch, options: ReadOptions): ByRow<string> {
	const { category, language, origin } = options;
	const languages = shape.language === undefined ? null : batch.column(shape.language);
	const origins = shape.origin === undefined ? null : batch.column(shape.origin);
	const isIn = category === null ? null : shape.isInCategory?.(batch, category);
	return (row) => {
		if (category !== null && isIn?.(row) !== true) return "other-category";
		if (language !== null && nameOf(languages?.[row]).toLowerCase() !== language.toLowerCase())
			return "other-language";
		if (origin !== null && nameOf(origins?.[row]) !== origin) return "other-origin";
		return "";
	};
}

function labelled(column: string): NonNullable<FlatShape["outcome"]> {
	return (batch, sink) => {
		const labels = batch.column(column);
		return (row) => {
			const label = labels?.[row];
			const code = outcomeOfLabel(label);
			if (code !== -1) return code;
			if (isEmpty(label)) sink.reject("no-label");
			else sink.reject("unknown-label", textOf(label));
			return -1;
		};
	};
}

/** One flag a possible outcome, of which exactly one is set. */
export function oneHot(
	columns: readonly (readonly [string, number])[],
): NonNullable<FlatShape["outcome"]> {
	return (batch, sink) => {
		const flags = columns.map(([name, code]) => ({ cells: batch.column(name), code }));
		return (row) => {
			let set = -1;
			let count = 0;
			for (const { cells, code } of flags) {
				const flag = flagOf(cells?.[row]);
				if (flag === null && !isEmpty(cells?.[row])) {
					sink.reject("unknown-label", textOf(cells?.[row]));
					return -1;
				}
				if (flag !== true) continue;
				set = code;
				count++;
			}
			if (count === 1) return set;
			sink.reject(count === 0 ? "no-label" : "contradictory-label");
			return -1;
		};
	};
}
