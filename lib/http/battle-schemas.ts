import { z } from "zod";
import { battleModeSchema, voteScopes } from "#lib/arena/battle.ts";
import { outcomeSchema, slotSchema } from "#lib/arena/outcome.ts";
import { config } from "#lib/config/config.ts";

/** Text that PostgreSQL and JSON can both hold: no NUL, no half of a surrogate pair. */
const cleanText = z
	.string()
	.refine((text) => !text.includes("\0"), "must not contain the character NUL")
	.refine(
		(text) => text.isWellFormed(),
		"must be well-formed Unicode: it contains half of a surrogate pair",
	);

const label = cleanText.min(1).max(60);

/** A path parameter that is any text; a wrong id is a 404 like an unknown one. */
export const battleParams = z.object({ id: z.string() });

export const turnParams = z.object({
	id: z.string(),
	n: z.coerce.number<string>("must be the number of a turn").int().min(1).max(100_000),
});

/** Body of `POST /api/battles`. */
export const startBattleBody = z.strictObject({
	mode: battleModeSchema.default("blind"),
	models: z.tuple([label, label]).optional(),
	category: label.optional(),
	language: z
		.string()
		.regex(/^[a-z]{2,3}$/, "must be a two- or three-letter language code such as en")
		.optional(),
	consentVersion: label.optional(),
});

/** Body of `POST /api/battles/{id}/turns`. Attachments are not offered yet: only an empty list passes. */
export const takeTurnBody = z.strictObject({
	text: cleanText
		.refine((text) => text.trim() !== "", "must not be empty")
		.refine((text) => new TextEncoder().encode(text).length <= config().PARLEY_MESSAGE_BYTES_MAX, {
			error: () => `must have at most ${config().PARLEY_MESSAGE_BYTES_MAX} bytes of UTF-8`,
		}),
	attachments: z
		.array(z.never("are not supported by this instance; send text only"))
		.max(0, "are not supported by this instance; send text only")
		.optional(),
});

export const slotBody = z.strictObject({ slot: slotSchema });
export const optionalSlotBody = z.strictObject({ slot: slotSchema.optional() });

const reasons = z.array(label).max(12);

/** Body of `POST /api/battles/{id}/votes`. */
export const castVoteBody = z
	.strictObject({
		scope: z.enum(voteScopes),
		turn: z.number().int().min(1).max(100_000).optional(),
		outcome: outcomeSchema,
		reasons: z.strictObject({ a: reasons.optional(), b: reasons.optional() }).optional(),
		comment: cleanText.max(4000).optional(),
		strength: z.number().int().min(1).max(3).optional(),
		reveal: z.boolean().optional(),
	})
	.refine((vote) => vote.scope === "battle" || vote.turn !== undefined, {
		path: ["turn"],
		message: "is required when scope is turn",
	})
	.refine((vote) => vote.scope === "turn" || vote.turn === undefined, {
		path: ["turn"],
		message: "must be left out when scope is battle",
	});
