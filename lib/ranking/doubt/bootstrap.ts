import { AppError } from "#lib/kernel/app-error.ts";
import type { Random } from "#lib/kernel/random.ts";
import type { Board, BoardEstimate } from "#lib/ranking/board-estimate.ts";
import type { ResamplingSpec } from "#lib/ranking/method-spec.ts";
import { isSimple } from "#lib/ranking/simple-estimate.ts";
import { cellBootstrap } from "./cell-bootstrap.ts";
import { generalBootstrap } from "./general-bootstrap.ts";

/**
 * An estimate with percentile intervals from refits to judgements drawn anew, each a Poisson number of
 * times: one by one, or whole clusters together. Standard errors and covariance stay those of the
 * sandwich. Throws `invalid-method` (400) without a generator.
 */
export function withBootstrap(
	board: Board,
	{ replicates, by }: Required<ResamplingSpec>,
	random: Random | null,
): BoardEstimate {
	if (random === null)
		throw new AppError("invalid-method", "A bootstrap needs a generator of random numbers.", {
			data: { field: "bootstrap" },
		});
	const estimate =
		by === "cell" && isSimple(board)
			? cellBootstrap(board, replicates, random)
			: generalBootstrap(board, replicates, by ?? "cell", random);
	if ((estimate.bootstrap?.withPrior ?? 0) === 0) return estimate;
	return {
		...estimate,
		warnings: [...estimate.warnings, { code: "separated-replicates", models: [] }],
	};
}
