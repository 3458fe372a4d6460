import { z } from "zod";

/** A run's id or slug; a wrong one is a 404 like an unknown one. */
export const runParams = z.object({ id: z.string() });

export const episodeParams = z.object({ slug: z.string() });

/** Query of `POST /api/runs` and its preview: plays the first so many conversations only. */
export const launchQuery = z.strictObject({
	dryRun: z.coerce.number<string>("must be a whole number").int().min(1).max(200_000).optional(),
});

/** A run as it is handed in: YAML, or JSON, which is YAML. */
export const runText = z
	.string()
	.max(65_536, "must have at most 65536 characters")
	.refine((text) => text.trim() !== "", "must not be empty");

export const runsQuery = z.strictObject({
	limit: z.coerce.number<string>("must be a whole number").int().min(1).max(200).default(50),
	/** Id of the last run that was seen. */
	before: z.uuid("must be the id of a run").optional(),
});

const filter = z.string().max(100).optional();

/** Query of a run's list of conversations. */
export const episodesQuery = z.strictObject({
	suite: filter,
	model: filter,
	state: filter,
	/** Why it ended, or is void. */
	reason: filter,
	/** The position of the last one that was seen. */
	after: z.coerce.number<string>("must be a position").int().min(-1).max(2_147_483_647).optional(),
	limit: z.coerce.number<string>("must be a whole number").int().min(1).max(1000).default(200),
});

const seed = z
	.number("must be a whole number")
	.int()
	.min(0)
	.max(2 ** 31 - 1);

/** Body of `POST /api/episodes`: a person takes a seat. */
export const takeSeatBody = z.strictObject({
	suite: z.string().min(1).max(100),
	seed: seed.default(1),
	seat: z.string().min(1).max(100),
	model: z.string().min(1).max(100),
	control: z.string().min(1).max(100).optional(),
	language: z
		.string()
		.regex(/^[a-z]{2,3}$/, "must be a language code such as en")
		.optional(),
});

/** Body of `POST /api/episodes/{slug}/say`. */
export const sayBody = z.strictObject({
	text: z.string().default(""),
	/** Ends the conversation after this message. */
	stop: z.boolean().default(false),
	/** `after` of the seat that was read: an answer to anything older is refused. */
	after: z.number().int().min(0),
});

/** Body of `POST /api/episodes/{slug}/fork`. */
export const forkBody = z.strictObject({
	/** The turn whose reply is the first of the new conversation's own. */
	turn: z.number().int().min(1).max(100_000),
	/** Slug of the model that goes on; null when a person does. */
	model: z.string().min(1).max(100).nullable(),
});

/** Body of `POST /api/episodes/{slug}/pair`. */
export const pairBody = z.strictObject({
	/** Slug of the other conversation. */
	with: z.string().min(1).max(100),
});

/** A file of this length still fits into an address, in characters; longer ones go to `POST /api/runs`. */
export const FILE_CHARS_MAX = 6000;

/** Form of the studio's preview. */
export const launchForm = z.strictObject({
	yaml: runText.max(2 * FILE_CHARS_MAX),
	dry: z.coerce.number<string>().int().min(1).max(1000).optional(),
});

/** Buttons of a run's page. */
export const changeForm = z.strictObject({ move: z.enum(["pause", "resume", "cancel"]) });

const empty = z.literal("").transform(() => undefined);

/** Form of the studio's "take a seat". */
export const takeSeatForm = takeSeatBody.extend({
	seed: z.coerce.number<string>("must be a whole number").pipe(seed),
	control: z.union([empty, takeSeatBody.shape.control]).optional(),
	language: z.union([empty, takeSeatBody.shape.language]).optional(),
});

/** Form of a person's seat. */
export const sayForm = z.strictObject({
	text: z.string().default(""),
	/** The button that ends the conversation. */
	stop: z.literal("1").optional(),
	after: z.coerce.number<string>().int().min(0),
});

/** Form below a reply. */
export const forkForm = z.strictObject({
	turn: z.coerce.number<string>().int().min(1).max(100_000),
	/** Empty: a person goes on. */
	model: z.string().max(100),
});
