import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import type pg from "pg";

/**
 * The stock adapter cuts a script at every semicolon, comments and function bodies included. Sent
 * whole, PostgreSQL parses it, and runs it as one transaction.
 */
class WholeScriptPg extends PrismaPg {
	readonly #open: { dispose(): Promise<void> }[] = [];

	override async connect() {
		const adapter = await super.connect();
		this.#open.push(adapter);
		adapter.executeScript = async (script) => {
			const client = adapter.underlyingDriver();
			await client.query(script);
		};
		readCatalogue(adapter);
		return adapter;
	}

	/** The engine itself never closes its connections. */
	async close(): Promise<void> {
		await Promise.all(this.#open.splice(0).map((adapter) => adapter.dispose()));
	}
}

const [CATALOGUE_CHAR, TEXT] = [18, 25];
type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;

/**
 * The engine describes a database from PostgreSQL's catalogue, where kinds are of the type `"char"`,
 * and wants them as characters. The stock adapter refuses that type: it is told text, the engine the
 * truth. Both know a result by its list of rows.
 */
function readCatalogue(adapter: Adapter): void {
	const characters = new WeakMap<object, boolean[]>();
	const database = adapter.underlyingDriver();
	type Results = pg.QueryArrayResult | pg.QueryArrayResult[];
	const query = database.query.bind(database) as (asked: unknown) => Promise<Results>;
	const asText = async (asked: unknown) => {
		const results = await query(asked);
		for (const { fields, rows } of [results].flat()) {
			characters.set(
				rows,
				fields.map(({ dataTypeID }) => dataTypeID === CATALOGUE_CHAR),
			);
			for (const field of fields) if (field.dataTypeID === CATALOGUE_CHAR) field.dataTypeID = TEXT;
		}
		return results;
	};
	Object.assign(database, { query: asText });
	const queryRaw = adapter.queryRaw.bind(adapter);
	adapter.queryRaw = async (asked) => {
		const result = await queryRaw(asked);
		const isCharacter = characters.get(result.rows) ?? [];
		const columnTypes = result.columnTypes.map((type, column) =>
			isCharacter[column] === true ? ColumnTypeEnum.Character : type,
		);
		return { ...result, columnTypes };
	};
}

// The package's typings leave out the two functions that wire the module by hand.
type EngineGlue = typeof import("@prisma/schema-engine-wasm") & {
	__wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let loaded: Promise<EngineGlue> | undefined;

/** Instantiates the module once: its glue keeps views of one memory only. */
async function instantiate(): Promise<EngineGlue> {
	const glue = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as EngineGlue;
	const glueFile = createRequire(import.meta.url).resolve(
		"@prisma/schema-engine-wasm/schema_engine_bg",
	);
	const { instance } = await WebAssembly.instantiate(
		await readFile(glueFile.replace(/\.js$/, ".wasm")),
		{
			"./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
		},
	);
	// The module reports a panic of its own through this global.
	Object.assign(globalThis, {
		PRISMA_WASM_PANIC_REGISTRY: {
			set_message(message: string) {
				process.stderr.write(`schema engine: ${message}\n`);
			},
		},
	});
	glue.__wbg_set_wasm(instance.exports);
	(instance.exports as unknown as { __wbindgen_start(): void }).__wbindgen_start();
	return glue;
}

/**
 * Prisma's own schema engine as WebAssembly: the native one is fetched from a host that closed
 * networks do not reach. It fills `_prisma_migrations` as `prisma migrate deploy` would.
 */
async function withEngine<T>(
	connectionString: string,
	datamodels: [string, string][],
	use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
	loaded ??= instantiate();
	const glue = await loaded;
	const database = new WholeScriptPg({ connectionString });
	const factory = bindMigrationAwareSqlAdapterFactory(database);
	const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, factory);
	try {
		return await use(engine);
	} finally {
		engine.free();
		await database.close();
	}
}

async function readMigrations(folder: string) {
	const entries = await readdir(folder, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
	return {
		baseDir: folder,
		lockfile: {
			path: "migration_lock.toml",
			content: await readFile(join(folder, "migration_lock.toml"), "utf8"),
		},
		shadowDbInitScript: "",
		migrationDirectories: await Promise.all(
			names.sort().map(async (name) => ({
				path: name,
				migrationFile: {
					path: "migration.sql",
					content: {
						tag: "ok" as const,
						value: await readFile(join(folder, name, "migration.sql"), "utf8"),
					},
				},
			})),
		),
	};
}

const FILTERS = { externalTables: [], externalEnums: [] };

/** Applies the migrations of `folder` that the database lacks; resolves to their names. */
export function applyMigrations(connectionString: string, folder: string): Promise<string[]> {
	const header: [string, string] = [
		"schema.prisma",
		'datasource db {\n  provider = "postgresql"\n}\n',
	];
	return withEngine(connectionString, [header], async (engine) => {
		const result = await engine.applyMigrations({
			migrationsList: await readMigrations(folder),
			filters: FILTERS,
		});
		return result.appliedMigrationNames;
	});
}

/** The SQL that takes an empty database, or the one at `connectionString`, to the schema files. */
export function diffToSchema(
	connectionString: string,
	files: { path: string; content: string }[],
	fromEmpty: boolean,
): Promise<string> {
	const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
	return withEngine(connectionString, datamodels, async (engine) => {
		const result = await engine.diff({
			from: fromEmpty ? { tag: "empty" } : { tag: "schemaDatasource", files, configDir: "." },
			to: { tag: "schemaDatamodel", files },
			script: true,
			exitCode: null,
			filters: FILTERS,
		});
		return result.stdout ?? "";
	});
}
