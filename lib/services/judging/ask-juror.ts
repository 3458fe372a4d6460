import type { Outcome } from "#lib/arena/outcome.ts";
import { config } from "#lib/config/config.ts";
import { generalRubric } from "#lib/judging/general-rubric.ts";
import type { LensName, LensPrompt } from "#lib/judging/lens.ts";
import type { RubricVerdict } from "#lib/judging/lenses/rubric.ts";
import { mergeRubricWindows } from "#lib/judging/merge-windows.ts";
import {
	type Order,
	outcomeInSlots,
	placeInOrder,
	type UnscoredReason,
} from "#lib/judging/orders.ts";
import { parseVerdict } from "#lib/judging/parse-verdict.ts";
import { pairWindows, withState } from "#lib/judging/windows.ts";
import { randomSlug } from "#lib/kernel/ids.ts";
import type { RegisteredModel } from "#lib/models/registry.ts";
import { addSpent, callJudge, nothingSpent, type Spent } from "./call-judge.ts";
import type { JudgedPair } from "./judged-pair.ts";
import { lensPrompt } from "./lens-prompts.ts";

/** What one juror said of a pair in one order. */
export interface JurorReading {
	order: Order;
	lens: LensName;
	lensVersion: string;
	status: "ok" | UnscoredReason;
	reason: string | null;
	outcome: Outcome | null;
	verdict: unknown;
	/** The last call it took. */
	callId: string | null;
	/** What all its calls took. */
	spent: Spent;
}

/** A reply that cannot be read is asked for once more. */
const TRIES = 2;
/** Messages that two neighbouring windows share. */
const WINDOW_OVERLAP = 1;

/**
 * Asks a juror for one reading. Long conversations are read in windows with carried notes. What cannot be parsed is
 * asked once more and is then unscored; a verdict is never guessed. Throws when the signal aborts.
 */
export async function askJuror(
	pair: JudgedPair,
	juror: RegisteredModel,
	lens: LensName,
	order: Order,
	signal: AbortSignal,
): Promise<JurorReading> {
	const { first, second } = placeInOrder(pair, order);
	const charactersMax = config().PARLEY_JUROR_CHARACTERS_MAX;
	const windows = pairWindows(first, second, { charactersMax, overlap: WINDOW_OVERLAP });
	const base = { first, second, charactersMax };
	const read: { messages: number; verdict: unknown }[] = [];
	const asking: Asking = { pair, juror, signal, spent: nothingSpent, callId: null };
	let carried = "";
	let prompt: LensPrompt<unknown> | null = null;
	for (const [i, window] of windows.entries()) {
		const view = { number: i + 1, count: windows.length, ...window, carried };
		const nonce = randomSlug();
		const isWhole = windows.length === 1;
		prompt = lensPrompt(lens, isWhole ? { ...base, nonce } : { ...base, nonce, window: view });
		const { version, schema, messages } = prompt;
		const asked = await askParsed(messages, isWhole ? schema : withState(schema), asking);
		if (asked.status !== "ok")
			return {
				...factsOf(asking, lens, version, order),
				status: asked.status,
				reason: asked.reason,
				outcome: null,
				verdict: null,
			};
		const { state } = asked.verdict as { state?: string };
		carried = state ?? "";
		const size = window.first.to - window.first.from + window.second.to - window.second.from;
		read.push({ messages: size, verdict: asked.verdict });
	}
	if (prompt === null) throw new Error("Broken invariant: a pair without a window");
	const verdict = wholeVerdict(lens, read);
	const placed = prompt.outcomeOf(verdict);
	const facts = { ...factsOf(asking, lens, prompt.version, order), verdict };
	return placed === null
		? { ...facts, status: "nothing-seen", reason: "No criterion had an occasion.", outcome: null }
		: { ...facts, status: "ok", reason: null, outcome: outcomeInSlots(placed, order) };
}

/** A reading in the making: whom it asks about what, and what it took so far. */
interface Asking {
	pair: JudgedPair;
	juror: RegisteredModel;
	signal: AbortSignal;
	spent: Spent;
	callId: string | null;
}

const factsOf = ({ callId, spent }: Asking, lens: LensName, lensVersion: string, order: Order) => ({
	order,
	lens,
	lensVersion,
	callId,
	spent,
});

/** The verdict over all windows: merged for a rubric, else that of the last one, which knows the notes of all. */
function wholeVerdict(
	lens: LensName,
	read: readonly { messages: number; verdict: unknown }[],
): unknown {
	if (lens !== "rubric" || read.length === 1) return read.at(-1)?.verdict;
	// Each was parsed by the rubric's own schema.
	return mergeRubricWindows(generalRubric, read as { messages: number; verdict: RubricVerdict }[]);
}

type Asked =
	| { status: "ok"; verdict: unknown }
	| { status: "unparseable" | "refused" | "failed"; reason: string };

async function askParsed(
	messages: LensPrompt<unknown>["messages"],
	schema: LensPrompt<unknown>["schema"],
	asking: Asking,
): Promise<Asked> {
	const { pair, juror, signal } = asking;
	const about = { battleId: pair.battleId, conversationId: null, turn: null };
	let last: Asked = { status: "failed", reason: "It was not asked." };
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const call = { model: juror, about, seed: pair.seed, attempt, signal };
		const { outcome, callId, spent } = await callJudge(messages, call);
		asking.callId = callId;
		asking.spent = addSpent(asking.spent, spent);
		if (outcome.state !== "ok")
			return { status: "failed", reason: outcome.failure?.code ?? "failed" };
		const parsed = parseVerdict(outcome.text, schema);
		if (parsed.status === "ok") return { status: "ok", verdict: parsed.verdict };
		last = { status: parsed.status, reason: parsed.reason };
		if (parsed.status === "refused") break;
	}
	return last;
}
