import { z } from "zod";
import { runConfigSchema } from "#lib/simulation/run-config.ts";

/** What workers read of a run's configuration: what else is in it may be of an older shape. */
const limitsSchema = z
	.object(runConfigSchema.shape)
	.pick({ budget: true, retries: true, reruns: true });
export type RunLimits = z.infer<typeof limitsSchema>;

/** The limits of a run; null when they cannot be read. */
export const readLimits = (configuration: unknown): RunLimits | null =>
	limitsSchema.safeParse(configuration).data ?? null;
