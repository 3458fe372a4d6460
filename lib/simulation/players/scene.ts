import type { SeatView } from "#lib/simulation/view.ts";

/**
 * What a house player is told beside the prompt: enough to make the scenario again, answers included. JSON. Never
 * sent outside the process.
 */
export interface PlayerScene {
	suite: string;
	seed: number;
	control: string;
	language: string;
	view: SeatView;
}
