import { MAIN } from "./scenario.ts";
import type { DecidingMetric, Suite } from "./suite.ts";

/** The number by which conversations of a control, or of the scenario itself, are held against others. */
export function controlMetric(
	{ controls, primary }: Pick<Suite, "controls" | "primary">,
	control: string = MAIN,
): DecidingMetric {
	return controls.find(({ name }) => name === control)?.metric ?? primary;
}
