import { expect, test } from "vitest";
import { isHttpAddress } from "./http-address.ts";

test.each(["http://h", "https://h:8085/base", "http://127.0.0.1:1/"])("%s is an address", (text) =>
	expect(isHttpAddress(text)).toBe(true),
);

test.each(["http://h/?q", "http://h/#", "http://h/?", "ftp://h/", "file:///etc", "h", ""])(
	"%s is none to which a path can be added",
	(text) => expect(isHttpAddress(text)).toBe(false),
);
