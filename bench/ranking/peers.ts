import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JudgementColumns } from "#lib/ranking/columns/judgement-columns.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
import { POINTS_PER_UNIT } from "#lib/ranking/scale.ts";
import { median } from "./table.ts";

/** Another program on the same votes; null for one that is not installed. */
export type Peer = {
	name: string;
	wallMs: number | null;
	cpuMs?: number;
	/** The largest difference of a rating from Parley's, in points, where it maximises the same thing. */
	off?: number;
};

/**
 * What else people rank with. Python's is looked for as `python3`, npm packages in the folder given
 * (or here); what is not there is said to be absent.
 */
export async function measurePeers(
	board: JudgementColumns,
	folder: string,
	repeats: number,
): Promise<Peer[]> {
	return [...python(board, repeats), await openskill(board, folder), glicko(board, folder)];
}

function python(board: JudgementColumns, repeats: number): Peer[] {
	const folder = mkdtempSync(join(tmpdir(), "parley-peers-"));
	try {
		writeFileSync(join(folder, "a.bin"), board.slotA);
		writeFileSync(join(folder, "b.bin"), board.slotB);
		writeFileSync(join(folder, "outcome.bin"), board.outcome);
		const script = join(import.meta.dirname, "peers.py");
		const args = [script, folder, `${board.models.length}`, `${repeats}`];
		const { status, stdout, stderr } = spawnSync("python3", args, {
			encoding: "utf8",
			maxBuffer: 1 << 28,
		});
		if (status !== 0) {
			if (status !== null && !stderr.includes("No module named 'numpy'")) console.error(stderr);
			return [
				{ name: "NumPy, Newton with covariance", wallMs: null },
				{ name: "scikit-learn, without intervals", wallMs: null },
			];
		}
		const found: (Peer & { strengths?: number[] })[] = JSON.parse(stdout);
		const own = fitColumns(board, { name: "bt-half" });
		const ratings = new Map(own.rows.map((row) => [row.model, row.rating ?? 0]));
		return found.map(({ strengths, ...peer }) =>
			strengths === undefined
				? peer
				: {
						...peer,
						off: strengths.reduce((most, strength, model) => {
							const rating = ratings.get(board.models[model] ?? "") ?? 0;
							return Math.max(most, Math.abs(1000 + POINTS_PER_UNIT * strength - rating));
						}, 0),
					},
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const degrees = [1, 0, 0.5, 0.5];

function timed(name: string, work: () => void, repeats: number): Peer {
	const [wall, cpu]: [number[], number[]] = [[], []];
	for (let i = 0; i < repeats; i++) {
		const [start, used] = [performance.now(), process.cpuUsage()];
		work();
		const { user, system } = process.cpuUsage(used);
		wall.push(performance.now() - start);
		cpu.push((user + system) / 1000);
	}
	return { name, wallMs: median(wall), cpuMs: median(cpu) };
}

/** Where an npm package is, seen from a folder; null when it isn't installed. */
function resolveFrom(folder: string, name: string): string | null {
	try {
		return createRequire(join(folder, "package.json")).resolve(name);
	} catch {
		return null;
	}
}

type Skill = { mu: number; sigma: number };
type OpenSkill = {
	rating(): Skill;
	rate(teams: Skill[][], options: { score: number[] }): Skill[][];
};

/** Online, vote by vote. */
async function openskill(board: JudgementColumns, folder: string): Promise<Peer> {
	const name = "openskill (npm), online, one pass";
	const path = resolveFrom(folder, "openskill");
	if (path === null) return { name, wallMs: null };
	const { rating, rate }: OpenSkill = await import(path);
	return timed(
		name,
		() => {
			const skills = board.models.map(() => rating());
			board.slotA.forEach((a, row) => {
				const b = board.slotB[row] ?? 0;
				const degree = degrees[board.outcome[row] ?? 2] ?? 0.5;
				const teams = [[skills[a] ?? rating()], [skills[b] ?? rating()]];
				const [[first] = [], [second] = []] = rate(teams, { score: [degree, 1 - degree] });
				if (first !== undefined) skills[a] = first;
				if (second !== undefined) skills[b] = second;
			});
		},
		1,
	);
}

type Player = { getRating(): number };
type Glicko = {
	Glicko2: new (
		settings: object,
	) => {
		makePlayer(): Player;
		updateRatings(matches: [Player, Player, number][]): void;
	};
};

/** All votes as one rating period. */
function glicko(board: JudgementColumns, folder: string): Peer {
	const name = "glicko2 (npm), one period";
	const path = resolveFrom(folder, "glicko2");
	if (path === null) return { name, wallMs: null };
	const { Glicko2 }: Glicko = createRequire(path)(path);
	return timed(
		name,
		() => {
			const ranking = new Glicko2({ tau: 0.5, rating: 1500, rd: 200, vol: 0.06 });
			const players = board.models.map(() => ranking.makePlayer());
			const matches = Array.from(board.slotA, (a, row): [Player, Player, number] => {
				const [x, y] = [players[a], players[board.slotB[row] ?? 0]];
				if (x === undefined || y === undefined) throw new Error("A vote is on no model");
				return [x, y, degrees[board.outcome[row] ?? 2] ?? 0.5];
			});
			ranking.updateRatings(matches);
		},
		1,
	);
}
