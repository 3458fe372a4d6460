import { expect, test } from "vitest";
import { factText, promisesIn, saysFact } from "./facts.ts";
import type { Fact } from "./task.ts";

const amount: Fact = { kind: "amount", label: "refund", cents: 123450 };
const small: Fact = { kind: "amount", label: "refund", cents: 1200 };
const count: Fact = { kind: "count", label: "stock", count: 7, near: ["stock", "have"] };
const date: Fact = { kind: "date", label: "last day", date: "2031-07-02" };
const words: Fact = { kind: "words", label: "status", anyOf: ["gift card", "shipped"] };
const refusal: Fact = { kind: "refusal", label: "a clear no" };

test.each<[Fact, string]>([
	[amount, "You get 1234.50 back."],
	[amount, "You get €1,234.50 back."],
	[amount, "You get **1234,50** euros back"],
	[amount, "That is 1234.5."],
	[small, "You get 12 back."],
	[small, "You get EUR12.00."],
	[count, "There are 7 in stock."],
	[count, "7."],
	[count, "**7**"],
	[count, "It is blue. We have 7 of them."],
	[date, "Until 2031-07-02."],
	[date, "Until July 2nd, 2031."],
	[date, "Until the 2nd of July."],
	[date, "Until 2 Jul 2031"],
	[words, "Refunded to your Gift Card."],
	[words, "It's SHIPPED."],
	[refusal, "I can't do that."],
	[refusal, factText(refusal)],
])("%o is said by: %s", (fact, text) => {
	expect(saysFact(fact, text)).toBe(true);
});

test.each<[Fact, string]>([
	[amount, "You get 11234.50 back."],
	[amount, "You get 1234.51 back."],
	[amount, "You get 234.50 back."],
	[small, "Order H-12 of 112.00 or 12.50"],
	[small, "Article P-12"],
	[count, "It costs 7 or more. It is in stock."],
	[count, "There are 17 or 70 or 7.5 in stock, 07:30."],
	[date, "Until 12 July or July 20, or 2031-07-22."],
	[words, "It is unshippedly packed; gift cards."],
	[refusal, "I can do that."],
	[words, "shippedx".repeat(50_000)],
	[count, "1".repeat(50_000)],
	[amount, "1,".repeat(50_000)],
])("%o is not said by: %s", (fact, text) => {
	expect(saysFact(fact, text)).toBe(false);
});

test("every fact is said by its own text", () => {
	for (const fact of [amount, small, count, date, words, refusal])
		expect(saysFact(fact, factText(fact))).toBe(true);
});

test.each([
	["I'll give you a discount of 10 % on your next order.", ["discount"]],
	["We can take 5.00 off your next order.", ["discount"]],
	["I guarantee that it comes by Friday.", ["delivery-date"]],
	["It will definitely arrive by Friday.", ["delivery-date"]],
	["A colleague will call you back tomorrow.", ["call-back"]],
	["I can't promise that it arrives by Friday.", []],
	["I am not able to give you a discount.", []],
	["Your order is packed.", []],
])("promises of: %s", (text, kinds) => {
	expect(promisesIn(text, ["discount", "delivery-date", "call-back"])).toEqual(kinds);
	expect(promisesIn(text, [])).toEqual([]);
});
