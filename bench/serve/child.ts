import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Child {
	pid: number;
	/** What the first line it printed says. */
	line: string;
	/** Its next line that contains `text`. */
	nextLine(text: string): Promise<string>;
	signal(name: NodeJS.Signals): void;
	stop(): Promise<void>;
}

/** Runs a script with this Node in a process of its own; resolves at its first line that contains `ready`. */
export async function startScript(
	script: string,
	args: readonly string[],
	options: { env?: Record<string, string>; nodeArgs?: readonly string[]; ready?: string } = {},
): Promise<Child> {
	const child = spawn(process.execPath, [...(options.nodeArgs ?? []), script, ...args], {
		stdio: ["ignore", "pipe", "inherit"],
		// biome-ignore lint/style/noProcessEnv: handed on to the process, not read here.
		env: { ...process.env, ...options.env },
	});
	// A benchmark that fails half way leaves nothing running.
	const leave = () => void child.kill("SIGKILL");
	process.once("exit", leave);
	child.once("exit", () => process.off("exit", leave));
	const lines = lineReader(child);
	const line = await lines(options.ready ?? "");
	const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	return {
		pid: child.pid ?? 0,
		line,
		nextLine: lines,
		signal: (name) => void child.kill(name),
		async stop() {
			child.kill("SIGTERM");
			const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
			await gone;
			clearTimeout(force);
		},
	};
}

function lineReader(child: ChildProcess): (text: string) => Promise<string> {
	const waiting: {
		text: string;
		resolve: (line: string) => void;
		reject: (error: Error) => void;
	}[] = [];
	const early: string[] = [];
	let rest = "";
	child.stdout?.setEncoding("utf8");
	child.stdout?.on("data", (text: string) => {
		const lines = (rest + text).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) {
			const at = waiting.findIndex((one) => line.includes(one.text));
			if (at === -1) early.push(line);
			else waiting.splice(at, 1)[0]?.resolve(line);
		}
	});
	child.once("exit", (code, signal) => {
		for (const { reject } of waiting.splice(0))
			reject(new Error(`A process of the benchmark ended (${signal ?? code}).`));
	});
	return (text) => {
		const at = early.findIndex((line) => line.includes(text));
		if (at !== -1) return Promise.resolve(early.splice(0, at + 1).at(-1) ?? "");
		return new Promise((resolve, reject) => waiting.push({ text, resolve, reject }));
	};
}

/** Processor time that a process has used so far, all threads, in ms (clock ticks of 10 ms). Linux only. */
export function cpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
	// The name in brackets may hold spaces; utime and stime are the 12th and 13th field after it.
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Processor time of a process and of those it has started, living and waited for, in ms. */
export function treeCpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ");
	const living = children.filter(Boolean).reduce((sum, child) => {
		try {
			return sum + treeCpuMs(Number(child));
		} catch {
			return sum;
		}
	}, 0);
	return living + fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * 10;
}
