import { describe, expect, test } from "vitest";
import { isYes, readMessage } from "./reading.ts";
import { plainVoice, terseVoice } from "./voices.ts";

const nothing = { asks: [], proposes: false, completes: false, refuses: false, asksForMore: false };

describe("what the assistant asks for", () => {
	test.each([
		["To help you I'll need your full name and your postcode.", ["name", "postcode"]],
		["Could you please confirm your post code?", ["postcode"]],
		["What is the e-mail address on the account?", ["email"]],
		["Please provide your email address and postal code.", ["email", "postcode"]],
		["Sure! What's your order number?", ["order"]],
		["Which order is it about?", ["order"]],
		["May I ask for the reason for the cancellation?", ["reason"]],
		["Which item(s) would you like to return?", ["item"]],
		["What is the new address (street, town and postcode)?", ["address"]],
		["Which product would you like instead?", ["item", "replacement"]],
		["Please give me the voucher code.", ["voucher"]],
		["First I have to verify your identity, so please tell me who you are.", ["name", "postcode"]],
		["**Full name:** please\nand tell me your **postcode**", ["name", "postcode"]],
	])("%s", (text, asks) => {
		expect(readMessage(text)).toEqual({ ...nothing, asks });
	});
});

test.each([
	"I would cancel order H-1023 and refund 45.00 to your card. Shall I go ahead?",
	"Just to confirm: you'd like order H-1023 cancelled. Is that correct?",
	"Please confirm and I'll take care of it.",
	"Would you like me to change the address to 3 Gull Lane, LQ123?",
	"Do you want to proceed?",
	"The order is pending, so it can be cancelled. May I cancel it?",
	"Do you consent to this?",
	"Do I have your yes?",
	"Is it okay for me to cancel order number H-1023?",
	"Do I have your permission to send the replacement?",
	"Do you want this? (yes/no)",
	'Please say "yes" if I should cancel it.',
	"Are you happy with that?",
	"Are you happy with that replacement?",
	"Please confirm that I should cancel order H-1023, with the reason you gave.",
	"Do you consent to the return, for the reason you gave?",
	"I need your consent to cancel order number H-1023.",
	"Does that sound good?",
	"Would that be okay?",
	"I would cancel it: yes or no?",
])("a proposal: %s", (text) => {
	expect(readMessage(text)).toEqual({ ...nothing, proposes: true });
});

test.each([
	"Your order H-1023 has been successfully cancelled, and 45.00 will be refunded to your card.",
	"I’ve applied the voucher. Your new total is 40.50.",
	"Done!",
	"All done.",
	"The address of your order is now changed.",
	"I confirm that order H-1001 has been cancelled.",
	"After checking, I have added the note.",
	"The return is complete.",
])("a result: %s", (text) => {
	expect(readMessage(text)).toEqual({ ...nothing, completes: true });
});

test.each([
	"I'm sorry, but I cannot cancel an order that is packed.",
	"Unfortunately this order isn't eligible for a return.",
	"I’m afraid it is too late to change the address.",
	"We do not offer discounts.",
	"That item is non-returnable.",
	"The order can no longer be cancelled.",
	"I won't be able to do that.",
	"I will not be able to do that.",
	"We don't accept returns of paint.",
	"This order is ineligible for a return.",
	"That isn't something I can do.",
	"I couldn't cancel it.",
	"That is against our rules, so I have to say no.",
	"Our policy prohibits that.",
	"We won't give a discount.",
	"I'm afraid not.",
	"I can't find a way, and so I cannot cancel it.",
	"We do not cover that.",
	"That's not an option.",
	"The rules forbid it.",
])("a refusal: %s", (text) => {
	expect(readMessage(text)).toEqual({ ...nothing, refuses: true });
});

test.each([
	"Hello! How can I help you today?",
	"One moment.",
	"",
	"Once your order has been returned, the refund goes to your card.",
	"I can't find that record.",
	"I couldn't find that record.",
	"I wasn't able to find that record.",
	"I will not change anything until you have agreed.",
	"Thank you for your consent.",
	"I'm afraid no record has that name.",
	"Note that a cancelled order cannot be undone.",
	"Refunds are processed to the card.",
	"ahoy ".repeat(400),
	"return ".repeat(50_000),
	"once ".repeat(50_000),
])("nothing of these: %s", (text) => {
	expect(readMessage(text)).toEqual(nothing);
});

test.each([
	"Is there anything else I can cancel, confirm or change?",
	"Do you want to return any other items from this order?",
	"Please let me know if there is something else.",
])("a question for more, and nothing else: %s", (text) => {
	expect(readMessage(text)).toEqual({ ...nothing, asksForMore: true });
	expect(readMessage(`It is done. ${text}`)).toEqual({
		...nothing,
		completes: true,
		asksForMore: true,
	});
});

test("who wants confirmed what was told wants a yes; what was not told is asked for", () => {
	const text = "Could you please confirm the postcode and the reason?";
	const asks = ["postcode", "reason"] as const;
	expect(readMessage(text, asks)).toEqual({ ...nothing, proposes: true });
	expect(readMessage(text, ["postcode"])).toEqual({ ...nothing, asks });
	expect(readMessage("What is your postcode?", ["postcode"])).toEqual({
		...nothing,
		asks: ["postcode"],
	});
});

test("who asks whether they may ask for something asks for it", () => {
	const text = "Is it okay to ask for your postcode?";
	expect(readMessage(text)).toEqual({ ...nothing, asks: ["postcode"], proposes: true });
});

test("thanks for a yes are no question for one", () => {
	const text = "Thank you for your consent. It is done.";
	expect(readMessage(text)).toEqual({ ...nothing, completes: true });
});

test("a refusal with an offer is both", () => {
	const text = "I cannot cancel it, as it is packed. Would you like me to change the address?";
	expect(readMessage(text)).toEqual({ ...nothing, proposes: true, refuses: true });
});

test.each([plainVoice, terseVoice])("only the agreements of $name sound like a yes", (voice) => {
	expect(isYes(voice.confirm)).toBe(true);
	expect(isYes(voice.agreement)).toBe(true);
	const others = [
		voice.insist,
		voice.change("x"),
		voice.next("x"),
		voice.instead("x"),
		voice.repeat("x"),
		voice.everything,
		voice.noMore,
		voice.thanks,
		voice.pity,
		voice.leave,
		voice.unknown("order"),
		voice.give("order", "H-1001"),
		voice.open("x", null),
		voice.open("x", "Otter Kelpington"),
	];
	expect(others.filter(isYes)).toEqual([]);
});
