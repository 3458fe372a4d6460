import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	admit,
	type Circuit,
	circuitRules,
	closedCircuit,
	isAdmitting,
	record,
} from "./circuit.ts";

const fail = (circuit: Circuit, nowMs: number, times = 1): Circuit => {
	let c = circuit;
	for (let i = 0; i < times; i++) c = record(c, "failed", { nowMs, probe: false });
	return c;
};

describe("a circuit", () => {
	test("stays closed below the failures in a row, opens at them, and closes by a probe", () => {
		expect(fail(closedCircuit, 0, 4).state).toBe("closed");
		const opened = fail(closedCircuit, 1000, 5);
		expect(opened.state).toBe("open");
		expect(isAdmitting(opened, 5999)).toBe(false);
		const probing = admit(opened, 6000);
		expect(probing).toMatchObject({ admitted: true, probe: true });
		expect(admit(probing.circuit, 6001).admitted).toBe(false);
		expect(record(probing.circuit, "ok", { nowMs: 6100, probe: true })).toEqual(closedCircuit);
	});

	test("waits twice as long after each failed probe, up to the maximum", () => {
		let circuit = fail(closedCircuit, 0, 5);
		const waits: number[] = [];
		let nowMs = 0;
		for (let i = 0; i < 9; i++) {
			waits.push(circuit.untilMs - nowMs);
			nowMs = circuit.untilMs;
			circuit = record(admit(circuit, nowMs).circuit, "failed", { nowMs, probe: true });
		}
		expect(waits).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((s) => s * 1000));
	});

	test("opens by share when failures and successes alternate", () => {
		let circuit: Circuit = closedCircuit;
		for (let i = 0; i < 10; i++) {
			circuit = record(circuit, "ok", { nowMs: i, probe: false });
			expect(circuit.state).toBe("closed");
			circuit = fail(circuit, i);
		}
		expect(circuit.state).toBe("open");
	});

	test("honours what the provider asked for", () => {
		let circuit = fail(closedCircuit, 0, 4);
		circuit = record(circuit, "failed", { nowMs: 0, probe: false, retryAfterMs: 60_000 });
		expect(circuit.untilMs).toBe(60_000);
	});

	test("an aborted probe lets the next call probe", () => {
		const { circuit } = admit(fail(closedCircuit, 0, 5), 10_000);
		const after = record(circuit, "ignored", { nowMs: 10_000, probe: true });
		expect(admit(after, 10_000)).toMatchObject({ admitted: true, probe: true });
	});

	test("late results of calls from before it opened neither close it nor extend it", () => {
		const opened = fail(closedCircuit, 0, 5);
		expect(record(opened, "ok", { nowMs: 1, probe: false })).toBe(opened);
		expect(fail(opened, 2, 50)).toBe(opened);
	});

	test("never has two probes at once and always admits again some time", () => {
		const step = fc.record({
			afterMs: fc.integer({ min: 0, max: 20_000 }),
			result: fc.constantFrom("ok" as const, "failed" as const, "ignored" as const),
			finishFirst: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
				let circuit: Circuit = closedCircuit;
				let nowMs = 0;
				const running: boolean[] = [];
				for (const { afterMs, result, finishFirst } of steps) {
					nowMs += afterMs;
					if (finishFirst) {
						const probe = running.shift();
						if (probe !== undefined) circuit = record(circuit, result, { nowMs, probe });
					}
					const asked = admit(circuit, nowMs);
					circuit = asked.circuit;
					if (asked.admitted) running.push(asked.probe);
					expect(running.filter(Boolean).length).toBeLessThanOrEqual(1);
				}
				for (const probe of running) circuit = record(circuit, "ok", { nowMs, probe });
				expect(isAdmitting(circuit, nowMs + circuitRules.openMaxMs)).toBe(true);
			}),
		);
	});
});
