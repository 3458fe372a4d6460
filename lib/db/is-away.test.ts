import { expect, test } from "vitest";
import { isDatabaseAway } from "./is-away.ts";

const withCode = (code: string) => Object.assign(new Error("x"), { code });

test.each([
	withCode("ECONNREFUSED"),
	withCode("ECONNRESET"),
	withCode("57P01"),
	withCode("57P03"),
	withCode("08006"),
	withCode("53300"),
	new Error("Connection terminated unexpectedly"),
	new Error("timeout exceeded when trying to connect"),
	new AggregateError([withCode("ECONNREFUSED")]),
])("%s says that the database is away", (error) => {
	expect(isDatabaseAway(error)).toBe(true);
});

test.each([withCode("23505"), withCode("42P01"), withCode("57014"), new Error("x"), "x", undefined])(
	"%s does not",
	(error) => {
		expect(isDatabaseAway(error)).toBe(false);
	},
);
