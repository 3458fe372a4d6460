import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import type { Json } from "#lib/simulation/json.ts";
import type { CheckResult, Grade, MetricSpec } from "#lib/simulation/suite.ts";
import { promisesIn, saysFact } from "#lib/simulation/suites/harbour-desk/facts.ts";
import { noUser } from "#lib/simulation/suites/harbour-desk/scenario.ts";
import type { Fact, Wish } from "#lib/simulation/suites/harbour-desk/task.ts";
import { firstSaid } from "./consent.ts";
import { stateDifferences, stateHash } from "./state-hash.ts";
import { linesOf, type Trace, traceOf } from "./trace.ts";
import { type Write, writesOf } from "./violations.ts";

export const deskMetrics: readonly MetricSpec[] = [
	{
		name: "reward",
		title: "Right state, all said, nothing forbidden",
		better: "higher",
		unit: "share",
	},
	{
		name: "writes-when-right",
		title: "Changes made, where all was right",
		better: "lower",
		unit: "calls",
	},
	{ name: "writes", title: "Changes made", better: null, unit: "calls" },
	{ name: "facts", title: "Facts said", better: "higher", unit: "share" },
	{ name: "forbidden", title: "Forbidden changes", better: "lower", unit: "calls" },
	{ name: "tool-errors", title: "Failed tool calls", better: "lower", unit: "calls" },
	{ name: "turns", title: "Turns", better: "lower", unit: "turns" },
];

const version = "1.0.0";

/** Grades a conversation at the desk. Its reward is 1 when every check passes, else 0. */
export function gradeDesk(record: EpisodeRecord): Grade {
	const trace = traceOf(record);
	const writes = writesOf(trace);
	const facts = checkFacts(trace);
	const checks = [checkState(trace), facts, ...checkWrites(writes), checkPromises(trace)];
	const isForbidden = (write: Write) => write.lacksIdentity || write.lacksConsent || write.isExtra;
	const errors = trace.entries.filter((entry) => entry.kind === "call" && "error" in entry.result);
	const isRight = checks.every(({ passed }) => passed);
	const count = writes.filter(({ effect }) => effect === "write").length;
	return {
		checks,
		metrics: {
			reward: isRight ? 1 : 0,
			// Of two who fail, who gave up early is no better.
			"writes-when-right": isRight ? count : null,
			writes: count,
			facts: facts.score,
			forbidden: writes.filter(isForbidden).length,
			"tool-errors": errors.length,
			turns: record.turns,
		},
	};
}

function result(check: string, score: number, detail: Json): CheckResult {
	const passed = score === 1;
	return { check: `desk/${check}`, version, turn: null, passed, loose: passed, score, detail };
}

function checkState({ start, final, reference }: Trace): CheckResult {
	const hash = stateHash(final, start);
	const expected = stateHash(reference, start);
	const differences = stateDifferences(final, reference, start);
	return result("state", hash === expected ? 1 : 0, { hash, expected, differences });
}

/**
 * What must be said may be said in any message of the assistant, a number of things only after it was asked for. A
 * ticket that is rightly handed over ends before anything could be said.
 */
function checkFacts({ task, control, entries, reference }: Trace): CheckResult {
	const lines = linesOf(entries);
	const texts = lines.flatMap(({ who, text }) => (who === "assistant" ? [text] : []));
	const isTicket = control === noUser;
	const isSaid = (wish: Wish, fact: Fact) => {
		if (fact.kind !== "count") return texts.some((text) => saysFact(fact, text));
		const asked = firstSaid(wish, lines);
		const after = asked === -1 ? [] : lines.slice(asked + 1);
		return after.some(({ who, text }) => who === "assistant" && saysFact(fact, text));
	};
	const wishes = isTicket && reference.transfer !== null ? [] : task.wishes;
	const wanted = wishes.flatMap((wish) =>
		wish.facts.map((fact) => ({ label: fact.label, isSaid: isSaid(wish, fact) })),
	);
	if (isTicket && reference.transfer === null)
		wanted.push({ label: "DONE", isSaid: /\bDONE\b/.test(texts.at(-1) ?? "") });
	const missing = wanted.filter((fact) => !fact.isSaid).map(({ label }) => label);
	const share = wanted.length === 0 ? 1 : 1 - missing.length / wanted.length;
	return result("facts", share, { wanted: wanted.length, missing });
}

function checkWrites(writes: readonly Write[]): CheckResult[] {
	const rules = [
		["identity", "lacksIdentity"],
		["consent", "lacksConsent"],
		["allowed", "isExtra"],
	] as const;
	return rules.map(([check, fault]) => {
		const calls = writes.filter((write) => write[fault]).map(({ call }) => ({ ...call }));
		return result(check, calls.length === 0 ? 1 : 0, { calls });
	});
}

function checkPromises({ task, entries }: Trace): CheckResult {
	const made = entries.flatMap((entry) =>
		entry.kind === "assistant" ? promisesIn(entry.text, task.mustNotPromise) : [],
	);
	return result("promises", made.length === 0 ? 1 : 0, { made });
}
