import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What one file of a layer may and may not say. */
interface Layer {
	file: string;
	permitted: string[];
	forbidden: string[];
}

const from = (source: string) => `import { planted } from "${source}";`;
const impure = [
	"export const planted = Math.random();",
	"export const planted = Date.now();",
	"export const planted = performance.now();",
	"export const planted = process.cwd();",
	"export const planted = globalThis.name;",
	"export const planted = crypto.randomUUID();",
	'console.log("planted");',
	'await fetch("/planted");',
	"setTimeout(() => {}, 1);",
];
const core = (name: string, permitted: string[], forbidden: string[]): Layer => ({
	file: `lib/${name}/planted.ts`,
	permitted: [
		from("./sibling.ts"),
		from("zod"),
		...permitted.map(from),
		"export const planted = Math.floor(1.5);",
	],
	forbidden: [
		...[
			"node:fs",
			"pg",
			"ai",
			"react",
			"#lib/config/config.ts",
			"#lib/db/pool.ts",
			...forbidden,
		].map(from),
		...impure,
	],
});
const adapter = (name: string, permitted: string[], forbidden: string[]): Layer => ({
	file: `lib/${name}/planted.ts`,
	permitted: [
		from("./sibling.ts"),
		from("node:fs"),
		from("#lib/kernel/clock.ts"),
		...permitted.map(from),
	],
	forbidden: [
		...["#components/ui/logo.tsx", "#lib/testing/database.ts", ...forbidden].map(from),
		"export const planted = process.env.PLANTED;",
	],
});
const view = (folder: string, permitted: string[], forbidden: string[]): Layer => ({
	file: `components/${folder}/planted.tsx`,
	permitted: [from("./sibling.tsx"), from("react"), ...permitted.map(from)],
	forbidden: [
		"node:fs",
		"pg",
		"#lib/services/vote/cast-vote.ts",
		"#lib/db/pool.ts",
		"#lib/auth/actor.ts",
		"#lib/http/route.ts",
		"#lib/models/port.ts",
		"#lib/config/config.ts",
		...forbidden,
	].map(from),
});

const KERNEL = "#lib/kernel/clock.ts";
const ARENA = "#lib/arena/outcome.ts";
const RANKING = "#lib/ranking/fit.ts";
const POOL = "#lib/db/pool.ts";
const SERVICE = "#lib/services/vote/cast-vote.ts";

const layers: Layer[] = [
	core("kernel", [], [ARENA]),
	core("arena", [KERNEL], [RANKING]),
	core("ranking", [KERNEL, ARENA], ["#lib/datasets/judge.ts"]),
	core("simulation", [KERNEL, ARENA], [RANKING]),
	core("judging", [KERNEL, ARENA], [RANKING]),
	core("integrity", [KERNEL, ARENA], [RANKING]),
	core("datasets", [KERNEL, ARENA, RANKING], [SERVICE]),
	{
		file: "lib/config/planted.ts",
		permitted: [from(KERNEL), "export const planted = process.env.PLANTED;"],
		forbidden: [from(ARENA), from(POOL)],
	},
	adapter(
		"db",
		["#lib/config/config.ts", ARENA],
		["#lib/auth/actor.ts", "#lib/models/registry.ts", SERVICE],
	),
	adapter(
		"models",
		["#lib/config/config.ts", ARENA, "#lib/simulation/suite.ts"],
		[POOL, "#lib/auth/actor.ts", SERVICE],
	),
	adapter("sandbox", ["#lib/config/config.ts"], [POOL, ARENA, "#lib/models/port.ts", SERVICE]),
	adapter(
		"environments",
		["#lib/config/config.ts", ARENA, "#lib/simulation/environment.ts"],
		[POOL, "#lib/models/port.ts", "#lib/sandbox/run-code.ts", SERVICE],
	),
	adapter("auth", ["#lib/config/config.ts", POOL], [ARENA, "#lib/models/port.ts", SERVICE]),
	adapter("i18n", [], ["#lib/config/config.ts", POOL, SERVICE]),
	adapter(
		"http",
		["#lib/config/config.ts", POOL, "#lib/auth/actor.ts"],
		["#lib/models/port.ts", SERVICE],
	),
	adapter(
		"services/vote",
		[
			"#lib/config/config.ts",
			POOL,
			ARENA,
			"#lib/models/port.ts",
			"#lib/sandbox/run-code.ts",
			"#lib/environments/guarded-fetch.ts",
		],
		["#lib/http/route.ts", "#lib/jobs/queue.ts"],
	),
	adapter(
		"jobs",
		["#lib/config/config.ts", POOL, SERVICE],
		["#lib/http/route.ts", "#lib/auth/actor.ts"],
	),
	view("ui", ["#components/ui/logo.tsx"], [ARENA, "#components/arena/vote-bar.tsx"]),
	view("arena", ["#components/ui/logo.tsx", ARENA], ["#lib/jobs/queue.ts"]),
	{
		file: "app/planted.ts",
		permitted: [
			SERVICE,
			"#lib/http/route.ts",
			"#lib/auth/actor.ts",
			"#components/ui/logo.tsx",
			ARENA,
			"#app/x.ts",
		].map(from),
		forbidden: [POOL, "#lib/models/port.ts", "#lib/jobs/queue.ts", "#lib/testing/database.ts"].map(
			from,
		),
	},
	{
		file: "scripts/planted.ts",
		permitted: [from(SERVICE), from("node:fs"), "export const planted = { ...process.env };"],
		forbidden: ["export const planted = process.env.PLANTED;"],
	},
];
for (const layer of layers) {
	layer.forbidden.push(
		from("../planted.ts"),
		from("./../planted.ts"),
		from("#lib/kernel/../db/pool.ts"),
	);
	if (!layer.file.startsWith("app/")) layer.forbidden.push(from("#app/layout.tsx"));
}

const rules = /noRestrictedImports|noRestrictedGlobals|noProcessEnv|plugin/;
let folder = "";
/** Lines of each planted file that one of the layer rules speaks of. */
const caught = new Map<string, Set<number>>();

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "parley-layers-"));
	cpSync("biome.json", join(folder, "biome.json"));
	cpSync("scripts/lint", join(folder, "scripts/lint"), { recursive: true });
	writeFileSync(join(folder, ".gitignore"), "node_modules\n");
	for (const { file, permitted, forbidden } of layers) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), [...permitted, ...forbidden, ""].join("\n"));
	}
	const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
	const { stdout } = spawnSync(
		process.execPath,
		[biome, "lint", "--reporter=json", "--max-diagnostics=none", "."],
		{
			cwd: folder,
			encoding: "utf8",
		},
	);
	const { diagnostics } = JSON.parse(stdout) as {
		diagnostics: { category: string; location: { path: string; start: { line: number } } }[];
	};
	for (const { category, location } of diagnostics) {
		if (!rules.test(category)) continue;
		const lines = caught.get(location.path) ?? new Set();
		caught.set(location.path, lines.add(location.start.line));
	}
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(layers)("the linter in $file", ({ file, permitted, forbidden }) => {
	it("catches every planted violation", () => {
		const missed = forbidden.filter((_, i) => !caught.get(file)?.has(permitted.length + i + 1));
		expect(missed).toEqual([]);
	});
	it("lets pass what the layer may use", () => {
		const refused = permitted.filter((_, i) => caught.get(file)?.has(i + 1));
		expect(refused).toEqual([]);
	});
});
