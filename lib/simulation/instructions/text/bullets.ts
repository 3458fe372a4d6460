const bullet = /^[ \t]*[*+-][ \t]+\S.*$/;
/** `* * *` and `- - -` are dividers. */
const divider = /^[ \t]*([*-])(?:[ \t]*\1){2,}[ \t]*$/;
const bulletMark = /^([ \t]*)[*+-](?=[ \t])/;

/** Lines that are Markdown bullet points; `---`, `-5 degrees` and `**bold**` are none. */
export function bulletLines(text: string): string[] {
	return text.split(/\r?\n/).filter((line) => bullet.test(line) && !divider.test(line));
}

/** The text without the marks of its bullet points, so that their asterisks open no emphasis. */
export function withoutBulletMarks(text: string): string {
	return text
		.split("\n")
		.map((line) => line.replace(bulletMark, "$1"))
		.join("\n");
}
