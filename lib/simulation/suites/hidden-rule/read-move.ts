import { type CommandLine, commandLines } from "#lib/simulation/command-lines.ts";
import { parseRule } from "./parse-rule.ts";
import { REACH, type Triple } from "./rule.ts";

export type Move =
	| { kind: "probe"; triple: Triple }
	/** `rule` is a text that `parseRule` reads. */
	| { kind: "guess"; rule: string }
	/** `reason` says to the player what is wrong. */
	| { kind: "unreadable"; reason: string };

const separator = "(?: *[,;] *| +)";
const number = (name: string) => `(?:${name} *= *)?([+-]?\\d{1,6})`;
const probePattern = new RegExp(
	`^[(\\[]? *${number("x")}${separator}${number("y")}${separator}${number("z")} *[)\\]]?$`,
	"i",
);
/** A longer line is prose, whatever it holds. */
const PROBE_CHARACTERS_MAX = 60;

/**
 * What a message does: its last line `PROBE x y z` or `GUESS rule` counts. Numbers in prose are never a probe: a
 * line that has more in it than the command is one only if it writes the command in capitals, and then
 * it is a mistake. Beside a command in capitals that can be read, those in small letters are prose.
 */
export function readMove(text: string): Move {
	const lines = commandLines(text, ["PROBE", "GUESS"]).map((line) => ({
		...line,
		move: readLine(line),
	}));
	const isReadable = ({ move }: (typeof lines)[number]) => move.kind !== "unreadable";
	const hasPlain = lines.some((line) => line.isPlain && isReadable(line));
	const counted = lines.filter((line) => line.isPlain || (!hasPlain && isReadable(line)));
	return (
		counted.at(-1)?.move ?? {
			kind: "unreadable",
			reason: "there is no line that begins with PROBE or GUESS",
		}
	);
}

function readLine({ word, rest }: CommandLine): Move {
	return word === "PROBE" ? readProbe(rest) : readGuess(rest);
}

function readProbe(rest: string): Move {
	const line = rest.replaceAll("\t", " ");
	const match = line.length > PROBE_CHARACTERS_MAX ? null : probePattern.exec(line);
	if (match === null)
		return {
			kind: "unreadable",
			reason: "PROBE is followed by three integers, as in PROBE 1 -2 3",
		};
	const [x = 0, y = 0, z = 0] = match.slice(1).map(Number);
	if ([x, y, z].some((value) => Math.abs(value) > REACH))
		return { kind: "unreadable", reason: `the integers go from ${-REACH} to ${REACH}` };
	return { kind: "probe", triple: [x, y, z] };
}

function readGuess(rest: string): Move {
	const parsed = parseRule(rest);
	if (!("error" in parsed)) return { kind: "guess", rule: rest };
	const inner = /^\((.*)\)$/.exec(rest)?.[1]?.trim();
	if (inner !== undefined && !("error" in parseRule(inner))) return { kind: "guess", rule: inner };
	return { kind: "unreadable", reason: `the rule can't be read: ${parsed.error}` };
}
