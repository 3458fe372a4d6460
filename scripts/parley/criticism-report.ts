import type { DetailedCriticism } from "#lib/ranking/criticism/criticise-in-detail.ts";
import { namesText } from "#lib/services/vote-file/warning-text.ts";

/** What the table must not be taken for, and what would overturn it, in plain lines. */
export function criticismLines(criticism: DetailedCriticism): string[] {
	return [...leadLines(criticism), flipText(criticism), fitText(criticism)].filter(
		(line) => line !== "",
	);
}

function leadLines({ lead, groups, places }: DetailedCriticism): string[] {
	if (lead === null) return [];
	const best = places.find(({ model }) => model === lead.model)?.chanceBest;
	const chance = best === undefined ? "" : ` (the best with a chance of ${percent(best)})`;
	const { model, notApart, toSeparate } = lead;
	const lines =
		best === undefined
			? [`First is ${model}; this method says nothing about chance.`]
			: notApart.length === 0
				? [`First is ${model}${chance}, told apart from everybody else.`]
				: [
						`First is ${model}${chance}; cannot be told apart from it: ${namesText(notApart)}.${separationText(toSeparate)}`,
					];
	if (groups.length > 1)
		lines.push(
			`Further down, too, neighbours cannot be told apart: ${groups.length} groups of up to ${Math.max(...groups.map((group) => group.length))} models (--json lists them).`,
		);
	return lines;
}

function separationText(plan: NonNullable<DetailedCriticism["lead"]>["toSeparate"]): string {
	if (plan === null || plan.directVotes === null) return "";
	return ` About ${plan.directVotes} more votes between it and ${plan.model} would do.`;
}

function flipText({ method, votesToFlip, votersToFlip }: DetailedCriticism): string {
	if (votesToFlip === null) return "";
	const { first, next, votes, share, verified } = votesToFlip;
	const plain = method === "bt-drop" ? "ties left out" : "ties as half";
	if (!verified && votersToFlip?.verified !== true)
		return `No votes were found whose removal puts another model above ${first} (Bradley-Terry, ${plain}).`;
	const byVotes = verified
		? `${amount(votes, "vote")} taken away (${percent(share)}) would put ${next} above ${first}`
		: "";
	const byVoters =
		votersToFlip?.verified === true
			? `${amount(votersToFlip.voters, "voter")} taken away (with their ${amount(votersToFlip.votes, "vote")}) would put ${votersToFlip.next} above ${votersToFlip.first}`
			: "";
	const both = [byVotes, byVoters].filter((text) => text !== "").join("; ");
	return `${both}: at most, verified by refitting (Bradley-Terry, ${plain}).`;
}

function fitText({ residuals, cycles, voters }: DetailedCriticism): string {
	const [worst] = residuals.flagged;
	const worstText =
		worst === undefined
			? ""
			: ` (worst: ${worst.model} got ${percent(worst.observed)} of ${amount(worst.votes, "vote")} against ${worst.opponent}, ${percent(worst.expected)} expected)`;
	const cycle = cycles.surviving[0];
	const parts = [
		`${residuals.flagged.length} of ${amount(residuals.pairs, "pair")} not explained by the ratings${worstText}${residuals.phi === null ? "" : `, overdispersion ${residuals.phi.toFixed(2)}`}`,
		`${amount(cycles.surviving.length, "cycle")} beyond chance${cycle === undefined ? "" : ` (${[...cycle, cycle[0] ?? ""].join(" > ")})`}`,
		...(voters === null
			? []
			: [
					`${voters.outliers.length} of ${amount(voters.count, "voter")} unlike all others (each tested at 5 %; a different taste is enough)`,
				]),
	];
	return `${parts.join("; ")}.`;
}

function amount(count: number, noun: string): string {
	const shown = Number.isInteger(count) ? `${count}` : count.toFixed(1);
	return `${shown} ${noun}${count === 1 ? "" : "s"}`;
}

/** A share in percent, with digits enough not to read as nothing. */
function percent(share: number): string {
	const value = 100 * share;
	const digits = value === 0 || value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.01 ? 2 : 4;
	return `${value.toFixed(digits)} %`;
}
