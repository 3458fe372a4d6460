import { type Estimate, estimateMean, LEVEL, meanOf } from "./estimate.ts";
import { definedRows, groupBy, type TurnRow, valuesByScenario } from "./metric-row.ts";

/** The mean of each turn with its interval, in the order of the turns. Later turns may be of fewer conversations. */
export function turnCurve(
	rows: readonly TurnRow[],
	level: number = LEVEL,
): { turn: number; estimate: Estimate }[] {
	return [...new Set(rows.map(({ turn }) => turn))]
		.sort((a, b) => a - b)
		.map((turn) => ({
			turn,
			estimate: estimateMean(valuesByScenario(rows.filter((row) => row.turn === turn)), level),
		}));
}

/**
 * Change a turn: the slope of the least-squares line through each conversation, and the mean of the slopes. It compares
 * a conversation with itself, so it is not moved by which ones are long. Those with fewer than
 * two turns have no slope.
 */
export function turnSlope(rows: readonly TurnRow[], level: number = LEVEL): Estimate {
	const conversations = groupBy(
		definedRows(rows),
		({ scenario, replicate }) => `${replicate}|${scenario}`,
	);
	const slopes = [...conversations.values()].flatMap((turns) => {
		const slope = slopeOf(turns.map(({ turn, value }) => [turn, value]));
		const scenario = turns[0]?.scenario;
		return slope === null || scenario === undefined ? [] : [{ scenario, slope }];
	});
	const clusters = [...groupBy(slopes, ({ scenario }) => scenario).values()];
	return estimateMean(
		clusters.map((group) => group.map(({ slope }) => slope)),
		level,
	);
}

function slopeOf(points: readonly (readonly [number, number])[]): number | null {
	const meanX = meanOf(points.map(([x]) => x));
	const meanY = meanOf(points.map(([, y]) => y));
	if (meanX === null || meanY === null) return null;
	const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
	if (spread === 0) return null;
	return points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
