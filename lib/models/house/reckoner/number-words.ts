const small =
	"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
		" ",
	);
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const number = new RegExp(
	`\\b(?:(${tens.join("|")})(?:[ -](${small.slice(1, 10).join("|")}))?|(${small.slice(2).join("|")}))\\b`,
	"gi",
);

/** Number words up to ninety-nine, hundreds and dozens as digits: "two dozen" becomes "24". */
export function digitsForWords(text: string): string {
	return text
		.replace(number, (_, ten?: string, unit?: string, little?: string) => {
			if (little) return String(small.indexOf(little.toLowerCase()));
			const value = (tens.indexOf((ten ?? "").toLowerCase()) + 2) * 10;
			return String(value + (unit ? small.indexOf(unit.toLowerCase()) : 0));
		})
		.replace(/\bone (?=hundred|dozen|thousand|million)/gi, "1 ")
		.replace(/\b(?:a|an) dozen\b/gi, "12")
		.replace(/\b(\d{1,6}) dozen\b/gi, (_, n: string) => String(Number(n) * 12))
		.replace(/\b(?:a|1) hundred\b/gi, "100")
		.replace(/\b(\d{1,4}) hundred\b/gi, (_, n: string) => String(Number(n) * 100))
		.replace(/\b(?:a|1) thousand\b/gi, "1000")
		.replace(/\b(\d{1,4}) thousand\b/gi, (_, n: string) => String(Number(n) * 1000))
		.replace(/\b(\d{1,6}(?:\.\d{1,6})?) million\b/gi, (_, n: string) => String(Number(n) * 1e6))
		.replace(/(\d),(?=\d{3}(?!\d))/g, "$1");
}
