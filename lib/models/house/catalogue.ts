import type { LanguageModelV4 } from "@ai-sdk/provider";
import { AppError } from "#lib/kernel/app-error.ts";
import type { HouseBrain } from "./brain.ts";
import { createHouseLanguageModel } from "./house-model.ts";
import { librarian } from "./librarian/librarian.ts";
import { listener } from "./listener/listener.ts";
import type { Pace } from "./paced-stream.ts";
import { parrot } from "./parrot.ts";
import { rambler } from "./rambler/rambler.ts";
import { reckoner } from "./reckoner/reckoner.ts";
import { scribe } from "./scribe/scribe.ts";

/** The public facts of a house model. */
export interface HouseModelFacts {
	slug: string;
	name: string;
	maker: string;
	family: "house";
	licence: string;
	kind: "program";
	description: string;
	/** What a brain may read of a conversation; a round figure. */
	contextTokens: number;
	inputModalities: readonly "text"[];
	outputModalities: readonly "text"[];
	/** Relative probability of being drawn. */
	weight: number;
	pace: Pace;
}

const brains: Readonly<Record<string, HouseBrain>> = {
	"house-listener": listener,
	"house-librarian": librarian,
	"house-reckoner": reckoner,
	"house-scribe": scribe,
	"house-rambler": rambler,
	"house-parrot": parrot,
};

function facts(slug: string, name: string, does: string, pace: Pace): HouseModelFacts {
	return {
		slug,
		name,
		maker: "Parley",
		family: "house",
		licence: "Apache-2.0",
		kind: "program",
		description: `A small program, not a language model: ${does}`,
		contextTokens: 8_192,
		inputModalities: ["text"],
		outputModalities: ["text"],
		weight: 1,
		pace,
	};
}

/** All house models. The paces differ but overlap, so that speed alone tells nobody who talks. */
export const houseModels: readonly HouseModelFacts[] = [
	facts(
		"house-listener",
		"House Listener",
		"it turns what you say into a question by a script of keyword rules, in English, French and German.",
		{ firstTokenMs: 380, tokensPerSecond: 44 },
	),
	facts(
		"house-librarian",
		"House Librarian",
		"it looks your words up in a bundled little encyclopaedia and cites the article it found.",
		{ firstTokenMs: 420, tokensPerSecond: 72 },
	),
	facts(
		"house-reckoner",
		"House Reckoner",
		"it solves arithmetic, unit conversions and simple word problems and shows the steps.",
		{ firstTokenMs: 250, tokensPerSecond: 62 },
	),
	facts(
		"house-scribe",
		"House Scribe",
		"it keeps instructions about the form of a text and fills the form with stock sentences.",
		{ firstTokenMs: 310, tokensPerSecond: 84 },
	),
	facts(
		"house-rambler",
		"House Rambler",
		"it strings words together by chance, as they follow each other in one bundled text.",
		{ firstTokenMs: 200, tokensPerSecond: 56 },
	),
	facts("house-parrot", "House Parrot", "it repeats your last message, slightly changed.", {
		firstTokenMs: 170,
		tokensPerSecond: 50,
	}),
];

/**
 * The language model of a house model's slug, at its declared pace or at another one (both values 0
 * for no waiting at all). Throws `AppError("unknown-model")` for any other slug.
 */
export function houseLanguageModel(slug: string, pace?: Pace): LanguageModelV4 {
	const model = houseModels.find((candidate) => candidate.slug === slug);
	const brain = brains[slug];
	if (!model || !brain) {
		throw new AppError("unknown-model", "There is no house model of this name.", {
			status: 404,
			data: { slug },
		});
	}
	return createHouseLanguageModel({ modelId: slug, brain, pace: pace ?? model.pace });
}
