import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { derive, LOG } from "#lib/ranking/ties/pair-likelihood.ts";
import type { OutcomeModel } from "./outcome-models.ts";

/**
 * Davidson's or Rao-Kupper's model as a way to predict outcomes: what a fit of some judgements says of
 * others. Both-bad is a tie. Models that nothing joins are taken as equal.
 */
export function fittedOutcomes(ties: "davidson" | "rao-kupper"): OutcomeModel {
	return {
		name: `bt-${ties}`,
		fit: (known) => {
			const fit = fitColumns(known, { name: "bt", ties });
			const rows = new Map(fit.rows.map((row) => [row.model, row]));
			const strengths = Float64Array.from(
				known.models,
				(model) => (rows.get(model)?.rating ?? 0) / POINTS_PER_UNIT,
			);
			const components = known.models.map((model) => rows.get(model)?.component ?? null);
			const estimate = fit.ties[0]?.estimate ?? (ties === "davidson" ? 0 : 1);
			// nu and theta are published; the likelihoods take their logarithms (eta = ln theta).
			const tie = Math.log(estimate);
			const out = new Float64Array(6);
			return (others, row, into) => {
				const [a, b] = [others.slotA[row] ?? 0, others.slotB[row] ?? 0];
				const isJoined = components[a] !== null && components[a] === components[b];
				const z = isJoined ? (strengths[a] ?? 0) - (strengths[b] ?? 0) : 0;
				for (const outcome of [0, 1, 2]) {
					derive(ties, outcome, z, tie, out);
					into[outcome] = Math.exp(out[LOG] ?? 0);
				}
				into[3] = 0;
			};
		},
	};
}
