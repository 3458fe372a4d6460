import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import {
	newQuickJSWASMModuleFromVariant,
	newVariant,
	type QuickJSContext,
	type QuickJSRuntime,
	RELEASE_SYNC,
} from "quickjs-emscripten";
import { MEMORY_BYTES_MIN } from "./memory-limits.ts";

/** QuickJS's own stack, in bytes: about 5,900 nested calls of a small function. */
const STACK_BYTES_MAX = 1_048_576;

const PAGE_BYTES = 65_536;
/** Memory is grown by at least a twentieth, so that the last bytes before the limit stay unused. */
const GROWTH_MIN = 1.06;
/** Held back so that an error can still be read when all other memory is full. */
const RESERVE_BYTES = 524_288;

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiles the interpreter once for the thread. */
async function compile(): Promise<WebAssembly.Module> {
	// The package of the variant is a dependency of quickjs-emscripten, wherever npm has put it.
	const here = createRequire(import.meta.url);
	const wasmFile = createRequire(here.resolve("quickjs-emscripten")).resolve(
		"@jitl/quickjs-wasmfile-release-sync/wasm",
	);
	return WebAssembly.compile(await readFile(wasmFile));
}

export interface Interpreter {
	runtime: QuickJSRuntime;
	context: QuickJSContext;
	/** True once its memory has grown as far as it may. */
	isFull(): boolean;
	/** Gives back what was held in reserve; once is enough, for a run does not go on after that. */
	releaseReserve(): void;
}

/**
 * A fresh interpreter with a memory of its own (about 3 ms), of `memoryBytesMax` bytes at most with all
 * that it needs itself. One run gets one and it is never used again: whatever the code has broken in
 * there, the next run does not meet it.
 *
 * The limit is that of the WebAssembly memory. The one that QuickJS counts is of no use here: compiled
 * by emscripten it does not know how large its allocations are, and adds up eight bytes for each.
 */
export async function freshInterpreter(memoryBytesMax: number): Promise<Interpreter> {
	compiled ??= compile();
	const wasmMemory = new WebAssembly.Memory({
		initial: MEMORY_BYTES_MIN / PAGE_BYTES,
		maximum: Math.floor(memoryBytesMax / PAGE_BYTES),
	});
	const module = await newQuickJSWASMModuleFromVariant(
		newVariant(RELEASE_SYNC, { wasmModule: await compiled, wasmMemory }),
	);
	const runtime = module.newRuntime();
	runtime.setMaxStackSize(STACK_BYTES_MAX);
	const context = runtime.newContext();
	const reserve = context.newArrayBuffer(new ArrayBuffer(RESERVE_BYTES));
	return {
		runtime,
		context,
		isFull: () => wasmMemory.buffer.byteLength * GROWTH_MIN >= memoryBytesMax,
		releaseReserve: () => {
			if (reserve.alive) reserve.dispose();
		},
	};
}
