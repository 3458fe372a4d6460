import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { voteShapeNames } from "#lib/datasets/read/vote-shapes.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { type RankRequest, rankVoteFile } from "./rank-vote-file.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-shapes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const labels = ["model_a", "model_b", "tie", "tie (bothbad)"];
const outcomes = ["a", "b", "tie", "both_bad"];

/** 240 votes of 40 voters on six models, none of whom only wins or only loses. */
const votes = Array.from({ length: 240 }, (_, i) => ({
	i,
	models: [`m${i % 6}`, `m${(i + 1 + (i % 5)) % 6}`] as const,
	outcome: ((i * 7) % 11) % 4,
	voter: `voter-${i % 40}`,
	tokens: [20 + ((i * 13) % 50), 20 + ((i * 29) % 70)] as const,
	isCode: i % 2 === 0,
}));
type Vote = (typeof votes)[number];

const metadata = ({ tokens }: Vote) => ({
	sum_assistant_a_tokens: tokens[0],
	sum_assistant_b_tokens: tokens[1],
	turns: 1,
});
const pair = ({ models: [a, b] }: Vote) => ({ model_a: a, model_b: b });
const calls = (tokens: number) => ({ messages: [], calls: [{ turn: 1, tokens_out: tokens }] });

const writers: Record<string, (vote: Vote) => object> = {
	parley: (vote) => ({
		id: `battle-${vote.i}`,
		origin: "human",
		language: "en",
		categories: vote.isCode ? ["code"] : [],
		model_a: { slug: vote.models[0] },
		model_b: { slug: vote.models[1] },
		conversation_a: calls(vote.tokens[0]),
		conversation_b: calls(vote.tokens[1]),
		judgements: [
			{
				id: `j-${vote.i}`,
				judge: "human",
				judge_id: vote.voter,
				scope: "battle",
				outcome: outcomes[vote.outcome],
				version: 1,
				superseded: false,
				withdrawn_at: null,
				exclusions: [],
				turns: 1,
			},
		],
	}),
	comparia: (vote) => ({
		id: vote.i,
		model_a_name: vote.models[0],
		model_b_name: vote.models[1],
		chosen_model_name: vote.models[vote.outcome] ?? null,
		both_equal: vote.outcome > 1,
		conversation_pair_id: `p-${vote.i}`,
		visitor_id: vote.voter,
		selected_category: vote.isCode ? "code" : "ideas",
	}),
	"arena-55k": (vote) => ({
		id: vote.i,
		...pair(vote),
		winner_model_a: vote.outcome === 0 ? 1 : 0,
		winner_model_b: vote.outcome === 1 ? 1 : 0,
		winner_tie: vote.outcome > 1 ? 1 : 0,
	}),
	"arena-140k": (vote) => ({
		id: `${vote.i}`,
		...pair(vote),
		winner: labels[vote.outcome],
		evaluation_session_id: `s-${vote.i >> 1}`,
		judge_id: vote.voter,
		conv_metadata: metadata(vote),
		is_code: vote.isCode,
	}),
	"arena-100k": (vote) => ({
		question_id: `${vote.i}`,
		...pair(vote),
		winner: labels[vote.outcome],
		judge_hash: vote.voter,
		anony: true,
		conv_metadata: metadata(vote),
		is_code: vote.isCode,
	}),
	"arena-33k": (vote) => ({
		question_id: `${vote.i}`,
		...pair(vote),
		winner: labels[vote.outcome],
		judge: vote.voter,
		anony: true,
		tstamp: vote.i,
	}),
	sides: (vote) => ({
		id: `${vote.i}`,
		left: vote.models[0],
		right: vote.models[1],
		winner: labels[vote.outcome],
		worker: vote.voter,
		tokens_a: vote.tokens[0],
		tokens_b: vote.tokens[1],
		category: vote.isCode ? "code" : "prose",
	}),
	models: (vote) => ({
		...pair(vote),
		winner: labels[vote.outcome],
		voter: vote.voter,
		conversation_id: `c-${vote.i >> 1}`,
		tokens_a: vote.tokens[0],
		tokens_b: vote.tokens[1],
		category: vote.isCode ? "code" : "prose",
	}),
};

const options: Record<string, Partial<RankRequest>> = {
	default: {},
	drop: { method: { name: "bt", ties: "drop" } },
	davidson: { method: { name: "bt", ties: "davidson" } },
	"rao-kupper": { method: { name: "bt", ties: "rao-kupper" } },
	grounded: { method: { name: "bt", ties: "grounded" } },
	elo: { method: { name: "elo" } },
	"cluster voter": { method: { name: "bt", cluster: "voter" } },
	"cluster conversation": { method: { name: "bt", cluster: "conversation" } },
	"cluster pair": { method: { name: "bt", cluster: "pair" } },
	judges: { method: { name: "bt", judges: { by: "voter" } } },
	anchor: { method: { name: "bt", anchor: { model: "m3", rating: 1234 } } },
	bootstrap: { method: { name: "bt", bootstrap: { replicates: 10 } } },
	style: { method: { name: "bt", style: { features: ["tokens"], transform: "arena-rank" } } },
	category: { category: "code" },
	"held out": { heldOutFolds: 3 },
};

/** What a shape's published columns cannot tell. */
const unknown: Record<string, readonly string[]> = {
	comparia: ["grounded", "style"],
	"arena-55k": ["grounded", "cluster voter", "cluster conversation", "judges", "style", "category"],
	"arena-100k": ["cluster conversation"],
	"arena-33k": ["cluster conversation", "style", "category"],
	sides: ["cluster conversation"],
};

test("all shapes that are read are tried", () => {
	expect(Object.keys(writers).sort()).toEqual([...voteShapeNames].sort());
});

describe.each(Object.entries(writers))("%s", (shape, write) => {
	const path = join(folder, `${shape}.jsonl`);
	writeFileSync(path, votes.map((vote) => `${JSON.stringify(write(vote))}\n`).join(""));
	const rank = (asked: Partial<RankRequest>) =>
		rankVoteFile(path, {
			method: { name: "bt" },
			format: null,
			category: null,
			language: null,
			origin: null,
			seed: 1,
			criticise: true,
			...asked,
		});

	test.each(Object.entries(options))("%s", async (name, asked) => {
		if (unknown[shape]?.includes(name)) {
			const refused = await rank(asked).catch((error: unknown) => error);
			expect(isAppError(refused) && refused.code).toMatch(/-missing$|^no-both-bad$/);
			return;
		}
		const { fit, file, criticism } = await rank(asked);
		expect(file.format).toBe(shape);
		expect(file.counts.accepted).toBe(name === "category" ? 120 : 240);
		expect(fit.rows).toHaveLength(6);
		expect(fit.warnings.filter(({ code }) => code !== "few-clusters")).toEqual([]);
		expect(criticism?.votesToFlip?.verified).toBe(true);
		if (name === "anchor") expect(fit.rows.find(({ model }) => model === "m3")?.rating).toBe(1234);
		if (name === "default") expect(fit.clusters).toBe(shape === "arena-55k" ? null : 40);
	});

	test("compared with itself has not changed", async () => {
		const [one, other] = [await rank({}), await rank({})];
		expect(other).toEqual(one);
	});
});
