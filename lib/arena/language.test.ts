import { describe, expect, test } from "vitest";
import { detectLanguage } from "./language.ts";

describe("detectLanguage", () => {
	test.each([
		["en", "What is the capital of Australia?"],
		["fr", "Peux-tu m'expliquer comment fonctionne un moteur électrique ?"],
		["de", "Kannst du mir bitte erklären, wie ein Kühlschrank funktioniert?"],
		["es", "¿Puedes explicarme cómo funciona un motor eléctrico?"],
		["it", "Puoi spiegarmi come funziona un motore elettrico, per favore?"],
		["pt", "Você pode me explicar como funciona um motor elétrico, por favor?"],
		["nl", "Kun je mij uitleggen hoe een elektrische motor werkt?"],
		["zh", "你好，请介绍一下电动机的工作原理。"],
		["ja", "電気モーターの仕組みを教えてください。"],
		["ko", "전기 모터의 원리를 설명해 주세요."],
		["ru", "Объясни, пожалуйста, как работает электрический двигатель."],
		["ar", "هل يمكنك أن تشرح لي كيف يعمل المحرك الكهربائي؟"],
		["zh", "请用 Python 写一个排序函数，谢谢"],
	])("%s: %s", (language, text) => {
		expect(detectLanguage(text)).toBe(language);
	});

	test.each([
		"",
		"ok",
		"Hi there!",
		"12345 67890 2024",
		"👍👍👍👍",
		"你好吗",
		"https://example.org/a/long/path",
	])("too little to say: %j", (text) => {
		expect(detectLanguage(text)).toBeNull();
	});

	test("four Chinese characters are enough", () => {
		expect(detectLanguage("你好世界")).toBe("zh");
	});

	test("code and addresses don't decide", () => {
		const code = `\`\`\`python\n${"for item in collection: print(item)\n".repeat(20)}\`\`\``;
		expect(detectLanguage(`Was macht dieses kleine Programm hier genau?\n${code}`)).toBe("de");
		expect(detectLanguage(code)).toBeNull();
	});

	test("lone surrogates are harmless", () => {
		expect(detectLanguage(`\ud800 This is a plain English sentence. \udfff`)).toBe("en");
	});
});
