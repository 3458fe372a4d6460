import type { LanguageModelV4 } from "@ai-sdk/provider";
import { houseJurorReply } from "#lib/judging/house-juror.ts";
import { say } from "#lib/simulation/action.ts";
import { createProgramModel, promptText } from "./program-model.ts";

/** Slug of the rule-based juror. */
export const HOUSE_JUROR = "house-juror";

/** The rule-based juror as the AI SDK sees a model: it reads a lens' prompt and answers its verdict. */
export const createJurorModel = (): LanguageModelV4 =>
	createProgramModel(HOUSE_JUROR, ({ prompt }) =>
		say(
			houseJurorReply(
				prompt.map((message) => ({
					role: message.role === "system" ? "system" : "user",
					text: promptText(message),
				})),
			),
		),
	);
