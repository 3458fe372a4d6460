import "#components/simulation/simulation.css";
import type { ReactNode } from "react";

/** The pages of simulated runs share their styles. */
export default function SimulationLayout({ children }: { children: ReactNode }) {
	return children;
}
