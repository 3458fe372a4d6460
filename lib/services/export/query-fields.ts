import { z } from "zod";

/** A form sends empty fields; they mean "not set". */
export const optional = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

export const day = z.iso.date("must be a day such as 2026-01-31");
export const tongue = z.string().regex(/^[a-z]{2,3}$/, "must be an ISO 639 code such as en");

/** Items of one answer when `limit` is used; without it there is no bound. */
const LIMIT_MAX = 10_000;

/** What every export is asked for: which rows, how they are written, and where to go on. */
export const pageFields = {
	format: optional(z.string().max(40)),
	as: optional(z.string().max(40)),
	limit: optional(z.coerce.number<string>("must be a whole number").int().min(1).max(LIMIT_MAX)),
	after: optional(z.uuid("must be the id that an earlier answer ended with")),
};
