/** When a circuit opens and for how long. */
export interface CircuitRules {
	/** This many failures in a row open it. */
	failuresMax: number;
	/** As does this share of failures among the last `windowCalls` calls, once there are so many. */
	failureShareMax: number;
	windowCalls: number;
	/** How long it stays open the first time; each failed probe doubles it up to `openMaxMs`. */
	openMs: number;
	openMaxMs: number;
}

export const circuitRules: CircuitRules = {
	failuresMax: 5,
	failureShareMax: 0.5,
	windowCalls: 20,
	openMs: 5000,
	openMaxMs: 300_000,
};

/**
 * The state of one endpoint's circuit. `closed`: calls go through. `open`: none until `untilMs`.
 * `half-open`: one probe is under way and decides.
 */
export interface Circuit {
	readonly state: "closed" | "open" | "half-open";
	readonly failuresInRow: number;
	/** Latest last; true is a failure. */
	readonly recent: readonly boolean[];
	readonly untilMs: number;
	readonly openForMs: number;
}

export const closedCircuit: Circuit = {
	state: "closed",
	failuresInRow: 0,
	recent: [],
	untilMs: 0,
	openForMs: 0,
};

/** `ignored`: the call said nothing about the endpoint (aborted, a bad request, a refusal). */
export type CallResult = "ok" | "failed" | "ignored";

/** True when `admit` would let a call through. */
export function isAdmitting(circuit: Circuit, nowMs: number): boolean {
	return circuit.state === "closed" || (circuit.state === "open" && nowMs >= circuit.untilMs);
}

/**
 * Asks to make a call. An open circuit whose time is over admits one as a probe. Whoever is admitted
 * must `record` a result, with the same `probe`.
 */
export function admit(
	circuit: Circuit,
	nowMs: number,
): { circuit: Circuit; admitted: boolean; probe: boolean } {
	if (!isAdmitting(circuit, nowMs)) return { circuit, admitted: false, probe: false };
	if (circuit.state === "closed") return { circuit, admitted: true, probe: false };
	return { circuit: { ...circuit, state: "half-open" }, admitted: true, probe: true };
}

/**
 * The circuit after a result. A probe's success closes it, its failure opens it for twice as long,
 * an ignored one lets the next call probe. Results of calls from before the circuit opened change
 * nothing while it is not closed. `retryAfterMs` is what the provider asked for, if it did.
 */
export function record(
	circuit: Circuit,
	result: CallResult,
	at: { nowMs: number; probe: boolean; retryAfterMs?: number | null },
	rules: CircuitRules = circuitRules,
): Circuit {
	if (at.probe && circuit.state === "half-open") {
		if (result === "ok") return closedCircuit;
		if (result === "ignored") return { ...circuit, state: "open", untilMs: at.nowMs };
		return open(Math.min(circuit.openForMs * 2, rules.openMaxMs), at, rules);
	}
	if (circuit.state !== "closed" || result === "ignored") return circuit;
	const recent = [...circuit.recent, result === "failed"].slice(-rules.windowCalls);
	const failuresInRow = result === "failed" ? circuit.failuresInRow + 1 : 0;
	const next: Circuit = { ...circuit, recent, failuresInRow };
	const failures = recent.filter(Boolean).length;
	const isTooMany =
		result === "failed" &&
		(failuresInRow >= rules.failuresMax ||
			(recent.length >= rules.windowCalls && failures / recent.length >= rules.failureShareMax));
	return isTooMany ? open(rules.openMs, at, rules) : next;
}

function open(
	openForMs: number,
	at: { nowMs: number; retryAfterMs?: number | null },
	rules: CircuitRules,
): Circuit {
	const waitMs = Math.min(Math.max(openForMs, at.retryAfterMs ?? 0), rules.openMaxMs);
	return { state: "open", failuresInRow: 0, recent: [], untilMs: at.nowMs + waitMs, openForMs };
}
