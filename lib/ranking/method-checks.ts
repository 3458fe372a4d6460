import { AppError } from "#lib/kernel/app-error.ts";
import {
	clusterRules,
	intervalKinds,
	judgeKinds,
	type MethodSpec,
	styleTransforms,
	tieRules,
} from "./method-spec.ts";

/** Most refits of one bootstrap. */
const REPLICATES_MAX = 100_000;

/** Throws `unknown-method` or `invalid-method` (400) for what no fit could mean. */
export function checkSpec(spec: MethodSpec): void {
	const named = tieRules.find((rule) => spec.name === `bt-${rule}`);
	if (spec.name !== "bt" && spec.name !== "elo" && named === undefined)
		throw new AppError("unknown-method", "There is no such ranking method.", {
			data: { name: String(spec.name) },
		});
	const refuse = (field: string, problem: string): never => {
		throw new AppError("invalid-method", `The method's ${field} ${problem}.`, { data: { field } });
	};
	const oneOf = (field: "ties" | "cluster" | "intervals", known: readonly string[]) => {
		const value = spec[field];
		if (value !== undefined && !known.includes(value))
			refuse(field, `must be one of ${known.join(", ")}`);
	};
	oneOf("ties", tieRules);
	oneOf("cluster", clusterRules);
	oneOf("intervals", intervalKinds);
	if (named !== undefined && spec.ties !== undefined && spec.ties !== named)
		refuse("ties", `contradict its name ${spec.name}`);
	if (spec.name === "elo")
		for (const field of [
			"ties",
			"style",
			"sideOrder",
			"cluster",
			"bootstrap",
			"judges",
			"weights",
			"anchor",
			"intervals",
		] as const) {
			const value = spec[field];
			if (
				value !== undefined &&
				value !== null &&
				value !== false &&
				value !== "none" &&
				value !== "half" &&
				value !== "normal"
			)
				refuse(field, "does not go with elo");
		}
	checkNumbers(spec, refuse);
}

type Refuse = (field: string, problem: string) => never;

function checkNumbers(spec: MethodSpec, refuse: Refuse): void {
	const { style, bootstrap, weights, judges } = spec;
	if (style !== undefined) {
		if (!styleTransforms.includes(style.transform))
			refuse("style.transform", `must be one of ${styleTransforms.join(", ")}`);
		if (style.features.length === 0) refuse("style.features", "are empty");
		if (new Set(style.features).size !== style.features.length)
			refuse("style.features", "name one twice");
		if (style.penalty !== undefined && !(style.penalty >= 0 && Number.isFinite(style.penalty)))
			refuse("style.penalty", "must be a finite number of at least 0");
	}
	if (bootstrap !== undefined) {
		const { replicates } = bootstrap;
		if (!Number.isInteger(replicates) || replicates < 2 || replicates > REPLICATES_MAX)
			refuse("bootstrap.replicates", `must be a whole number from 2 to ${REPLICATES_MAX}`);
		if (bootstrap.by === "cluster" && (spec.cluster ?? "none") === "none")
			refuse("bootstrap.by", "needs a cluster");
	}
	if (judges !== undefined) {
		if (!judgeKinds.includes(judges.by)) refuse("judges.by", "must be voter or judge");
		if (
			judges.reference !== undefined &&
			!(Number.isInteger(judges.reference) && judges.reference >= 0)
		)
			refuse("judges.reference", "must be a judge's number");
	}
	if (weights?.halfLife !== undefined) {
		const { days, atMs } = weights.halfLife;
		if (!(days > 0 && Number.isFinite(days) && Number.isFinite(atMs)))
			refuse("weights.halfLife", "needs days above 0 and a finite time");
	}
	if (weights?.perVoterMax !== undefined && !(weights.perVoterMax > 0))
		refuse("weights.perVoterMax", "must be above 0");
}
