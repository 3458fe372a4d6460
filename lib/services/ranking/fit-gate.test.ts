import { expect, test, vi } from "vitest";
import { overrideConfig } from "#lib/config/config.ts";
import { passFitGate } from "./fit-gate.ts";

test("so many fits run at a time, some wait, and the rest is sent away", async () => {
	overrideConfig({ PARLEY_FITS_AT_ONCE_MAX: 2 });
	const gate = Promise.withResolvers<void>();
	let running = 0;
	let runningMost = 0;
	const fit = vi.fn(async () => {
		runningMost = Math.max(runningMost, ++running);
		await gate.promise;
		running--;
	});
	const asked = Array.from({ length: 22 }, () => passFitGate(fit));
	await expect(passFitGate(fit)).rejects.toMatchObject({ code: "fits-busy", status: 503 });
	gate.resolve();
	await Promise.all(asked);
	expect(runningMost).toBe(2);
	expect(fit).toHaveBeenCalledTimes(22);
});

test("a fit that fails gives its place back", async () => {
	overrideConfig({ PARLEY_FITS_AT_ONCE_MAX: 1 });
	await expect(passFitGate(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
	expect(await passFitGate(async () => "fitted")).toBe("fitted");
});
