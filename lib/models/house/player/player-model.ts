import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { seededRandom, seedOf } from "#lib/kernel/random.ts";
import { type SeatAction, say } from "#lib/simulation/action.ts";
import { dialPlayer } from "#lib/simulation/players/dial.ts";
import type { PlayerScene } from "#lib/simulation/players/scene.ts";
import { findSuite } from "#lib/simulation/suites/catalogue.ts";
import { createProgramModel } from "./program-model.ts";

const NO_SCENE =
	"This program plays scenarios of simulated runs only, where it is told what is played. It cannot talk.";

/**
 * A house player as the AI SDK sees a model. What is played comes beside the prompt, in the provider options
 * `parley.scene`, which only programs of this process are given. Deterministic in the scene and the seed.
 */
export const createPlayerModel = (modelId: string, dial: number): LanguageModelV4 =>
	createProgramModel(modelId, (call) => act(call, dial));

function act(call: LanguageModelV4CallOptions, dial: number): SeatAction {
	const scene = call.providerOptions?.["parley"]?.["scene"] as PlayerScene | undefined;
	const suite = scene === undefined ? undefined : findSuite(scene.suite);
	if (scene === undefined || suite === undefined) return say(NO_SCENE);
	const { seed, control, language, view } = scene;
	return dialPlayer(
		suite,
		dial,
	)({
		scenario: suite.scenario(seed, { control, language }),
		seat: view.seat,
		view,
		random: seededRandom(seedOf(`${dial}|${call.seed ?? 0}`)),
	});
}
