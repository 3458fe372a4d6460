import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isAppError } from "#lib/kernel/app-error.ts";
import type { MethodSpec } from "#lib/ranking/method.ts";
import { rankDocument } from "./rank-document.ts";
import { rankVoteFile } from "./rank-vote-file.ts";

const folder = mkdtempSync(join(tmpdir(), "parley-odd-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outcomes = ["left", "right", "tie", "bothbad"];
const boards: Record<string, string[]> = {
	"one vote": ["x,y,left,a,1"],
	"two ties": ["x,y,tie,a,1", "x,y,tie,b,1"],
	"all ties": ["x,y,tie,a,1", "y,z,tie,b,1", "z,x,tie,c,1"],
	"all both-bad": ["x,y,bothbad,a,1", "y,z,bothbad,b,1"],
	"two groups": ["x,y,left,a,1", "y,x,left,b,1", "p,q,left,c,1", "q,p,left,d,1"],
	"no weight": ["x,y,left,a,0", "y,x,left,b,0"],
	"one without weight": ["x,y,left,a,0", "y,z,left,b,1"],
	"small weights": ["x,y,left,a,1e-12", "y,x,left,b,1e-12"],
	"weights far apart": ["x,y,left,a,1e300", "y,x,left,b,1"],
	"a chain": ["x,y,left,a,1", "y,z,left,b,1", "z,w,left,c,1"],
	"one voter": ["x,y,left,a,1", "y,x,left,a,1", "y,z,left,a,1", "z,x,left,a,1"],
	"no voters": ["x,y,left,,1", "y,x,left,,1"],
	"one who always wins": Array.from({ length: 30 }, (_, i) => `s,m${i % 5},left,v${i},1`),
	"some unknown voters": Array.from(
		{ length: 90 },
		(_, i) =>
			`m${i % 3},m${(i + 1) % 3},${outcomes[((i * 7) % 11) % 4]},${i % 2 ? `v${i % 25}` : ""},1`,
	),
};
const methods: Record<string, MethodSpec> = {
	default: { name: "bt" },
	drop: { name: "bt", ties: "drop" },
	davidson: { name: "bt", ties: "davidson" },
	"rao-kupper": { name: "bt", ties: "rao-kupper" },
	grounded: { name: "bt", ties: "grounded" },
	"by voter": { name: "bt", cluster: "voter" },
	"by pair": { name: "bt", cluster: "pair" },
	bootstrap: { name: "bt", bootstrap: { replicates: 5 } },
	judges: { name: "bt", judges: { by: "voter" } },
	anchor: { name: "bt", anchor: { model: "x", rating: 1200 } },
	elo: { name: "elo" },
};
const request = {
	format: null,
	category: null,
	language: null,
	origin: null,
	seed: 1,
	criticise: true,
};

/** The paths of all numbers that are none. JSON would write null for them, so they are looked for before. */
function notFinite(value: unknown, path: string): string[] {
	if (typeof value === "number") return Number.isFinite(value) ? [] : [path];
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => notFinite(part, `${path}.${key}`));
}

describe.each(Object.entries(boards))("%s", (board, rows) => {
	const path = join(folder, `${board}.csv`);
	writeFileSync(path, `${["left,right,winner,voter,weight", ...rows].join("\n")}\n`);

	test.each(Object.entries(methods))(
		"by %s, is ranked in finite numbers or refused in words",
		async (_, method) => {
			const asked = { ...request, method };
			try {
				const ranked = await rankVoteFile(path, asked);
				expect(notFinite(rankDocument(ranked, asked, null), "")).toEqual([]);
				expect(ranked.fit.rows.length).toBeGreaterThan(1);
			} catch (error) {
				if (!isAppError(error)) throw error;
				expect(["no-both-bad", "not-determined", "cluster-missing"]).toContain(error.code);
				expect([400, 422]).toContain(error.status);
				expect(error.message).toMatch(
					/(leave out --|use --|weights are too far|needs judgements)/i,
				);
			}
		},
	);
});

test("a plain method ranks every such board, but for weights that no number holds", async () => {
	for (const board of Object.keys(boards).filter((name) => name !== "weights far apart"))
		await expect(
			rankVoteFile(join(folder, `${board}.csv`), { ...request, method: { name: "bt" } }),
		).resolves.toMatchObject({ fit: { rows: expect.any(Array) } });
});
