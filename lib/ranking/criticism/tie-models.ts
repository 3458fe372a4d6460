import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import type { OutcomeModel } from "./outcome-models.ts";

/**
 * Davidson's or Rao and Kupper's model as a predictor of outcomes (see `ties/pair-likelihood.ts`). They
 * know one kind of tie: among ties, both-bad has the share it had in what was learnt. Models that nothing
 * joins are taken as equal.
 */
export function tieModel(ties: "davidson" | "rao-kupper"): OutcomeModel {
	return {
		name: `bt-${ties}`,
		fit: (rows) => {
			const fit = fitColumns(rows, { name: "bt", ties });
			const known = new Map(fit.rows.map((row) => [row.model, row]));
			const models = rows.models.map((model) => {
				const row = known.get(model);
				return {
					strength: (row?.rating ?? 0) / POINTS_PER_UNIT,
					component: row?.component ?? null,
				};
			});
			const tie = fit.ties[0]?.estimate ?? 0;
			const bad = badShare(fit.rows);
			return (others, row, into) => {
				const [a, b] = [models[others.slotA[row] ?? 0], models[others.slotB[row] ?? 0]];
				const isJoined = a?.component !== null && a?.component === b?.component;
				const z = isJoined ? (a?.strength ?? 0) - (b?.strength ?? 0) : 0;
				const [winsA, winsB] = ties === "davidson" ? davidson(z, tie) : raoKupper(z, tie);
				into[0] = winsA;
				into[1] = winsB;
				into[2] = (1 - winsA - winsB) * (1 - bad);
				into[3] = (1 - winsA - winsB) * bad;
			};
		},
	};
}

function davidson(z: number, nu: number): [number, number] {
	const whole = Math.exp(z / 2) + Math.exp(-z / 2) + nu;
	return [Math.exp(z / 2) / whole, Math.exp(-z / 2) / whole];
}

function raoKupper(z: number, eta: number): [number, number] {
	return [1 / (1 + Math.exp(eta - z)), 1 / (1 + Math.exp(eta + z))];
}

/** Both-bad among ties and both-bad, half a judgement of each kind added. */
function badShare(rows: readonly { ties: number; bothBad: number }[]): number {
	const [ties, bad] = rows.reduce((sum, row) => [sum[0] + row.ties, sum[1] + row.bothBad], [0, 0]);
	// Every judgement is counted with both of its models.
	return (bad / 2 + 0.5) / (ties / 2 + bad / 2 + 1);
}
