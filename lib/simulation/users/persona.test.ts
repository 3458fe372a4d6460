import { expect, test } from "vitest";
import { bookingCard, converse, talkScenario } from "./converse.fixture.ts";
import { personaUser, readMessage } from "./persona.ts";

const persona = personaUser({ name: "p", version: "1.0.0", title: "A persona" });
const scenario = talkScenario({ card: bookingCard });

test("says what the consulted model wrote and stops at its token", () => {
	const answers = ["User: Please move my booking.", '"My booking is KX7714."', "Thanks! [END]"];
	const { said, record, consulted } = converse(
		persona,
		scenario,
		["Which one?", "Done."],
		(_messages, call) => answers[call] ?? "",
	);
	expect(said).toEqual(["Please move my booking.", "My booking is KX7714.", "Thanks!"]);
	expect(record.end).toBe("user-stop");
	const roles = consulted[2]?.map(({ role }) => role);
	expect(roles).toEqual(["system", "assistant", "user", "assistant", "user"]);
	expect(consulted[2]?.at(-1)?.text).toMatch(/^Done\.\n\n\(Stay the person.*4 left/s);
	const [system] = consulted[0] ?? [];
	expect(system?.text).toContain("- My booking is KX7714.");
	// It cannot tell what it does not know: the model is given the topic alone.
	expect(system?.text).toContain("- the class of the fare");
	expect(system?.text).not.toContain("Flexi Plus");
});

test("stops when its patience is used up", () => {
	const { said, record, decisions } = converse(persona, scenario, ["Hm."], () => "Again!");
	expect(said).toHaveLength(bookingCard.patience);
	expect(record.end).toBe("user-stop");
	expect(decisions).toEqual(["out of patience"]);
});

test("a model that writes nothing is asked once more, then the user leaves", () => {
	const once = converse(persona, scenario, ["Hm."], (_m, call) => (call === 0 ? "  " : "Hi [END]"));
	expect(once.said).toEqual(["Hi"]);
	const never = converse(persona, scenario, ["Hm."], () => "");
	expect(never.said).toEqual([]);
	expect(never.consulted).toHaveLength(2);
	expect(never.decisions).toEqual(["no usable message"]);
	expect(never.record.end).toBe("user-stop");
});

test("reads a message out of what a model wrote", () => {
	expect(readMessage("**User:** Hi", "[END]")).toEqual({ text: "Hi", stop: false });
	expect(readMessage("[END]", "[END]")).toEqual({ text: "", stop: true });
	expect(readMessage('He said "no" and "yes"', "[END]").text).toBe('He said "no" and "yes"');
});

test("a scenario without a card has no persona", () => {
	expect(() => converse(persona, talkScenario(null), ["a"])).toThrow("no card");
});
