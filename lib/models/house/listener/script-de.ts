import { rule, type Script } from "./script.ts";

export const german: Script = {
	markers:
		"ich bin der das ist und mein meine nicht ein eine du sie mit für auf mir mich warum habe hallo danke wie wir".split(
			" ",
		),
	rules: [
		rule(
			9,
			/\b(umbringen|suizid|selbstmord|mir etwas antun)\b/i,
			"Das klingt sehr schwer, und es ist gut, dass Sie es sagen. Bitte sprechen Sie noch heute mit jemandem in Ihrer Nähe oder mit einem Notruf. Wen könnten Sie jetzt anrufen?",
		),
		rule(
			8,
			/\bich fühle mich (.+)/i,
			"Seit wann fühlen Sie sich $1?",
			"Was tun Sie, wenn Sie sich $1 fühlen?",
		),
		rule(
			8,
			/\bich bin (?:so |sehr |wirklich )?(traurig|unglücklich|einsam|müde|ängstlich|besorgt|wütend|verloren|gestresst)/i,
			"Es tut mir leid, dass Sie $1 sind. Was steckt dahinter?",
			"Seit wann sind Sie $1?",
		),
		rule(
			7,
			/\bmeine?[nrms]? (mutter|vater|schwester|bruder|frau|mann|sohn|tochter|kind|kinder|eltern|familie|freundin|freund|chefin|chef)\b/i,
			"Erzählen Sie mir mehr von Ihrer Familie und den Menschen um Sie.",
			"Welchen Platz hat dieser Mensch in Ihrem Leben?",
		),
		rule(
			6,
			/\bich (?:will|möchte|wünsche mir|brauche) (.+)/i,
			"Was würde sich für Sie ändern, wenn es so käme: $1?",
			"Was hat Sie bisher davon abgehalten?",
		),
		rule(
			6,
			/\bich kann (?:das |es )?nicht (.*)/i,
			"Was würde Ihnen dabei helfen?",
			"Haben Sie es versucht? Was geschah?",
		),
		rule(5, /\bich (?:liebe|mag) (.+)/i, "Was gefällt Ihnen daran am besten: $1?"),
		rule(5, /\bich hasse (.+)/i, "Was ist das Schlimmste daran: $1?"),
		rule(5, /\bich (?:glaube|denke|meine),? dass (.+)/i, "Was lässt Sie glauben, dass $1?"),
		rule(5, /\bweil (.+)/i, "Ist das der einzige Grund?", "Welche anderen Gründe könnte es geben?"),
		rule(
			4,
			/\bich bin (.+)/i,
			"Seit wann sind Sie $1?",
			"Wie geht es Ihnen damit, dass Sie $1 sind?",
		),
		rule(4, /\b(?:immer|nie|niemals|niemand|alle)\b/i, "Fällt Ihnen ein bestimmtes Beispiel ein?"),
		rule(
			3,
			/^\W*(?:hallo|guten (?:tag|morgen|abend)|servus|moin|grüezi)\b/i,
			"Guten Tag. Wie geht es Ihnen heute?",
		),
		rule(3, /\bdanke\b/i, "Gern. Was beschäftigt Sie jetzt?"),
		rule(2, /^\W*ja\b/i, "Sie wirken recht sicher. Erzählen Sie ein wenig mehr."),
		rule(2, /^\W*nein\b/i, "Warum nicht?", "Was würde daraus ein Ja machen?"),
		rule(
			2,
			/^\W*(?:warum|wie|wann|wo|wer|was|welche[rs]?) (.+)/i,
			"Was meinen Sie selbst?",
			"Beschäftigt Sie diese Frage oft?",
		),
	],
	reflections: {
		"ich bin": "Sie sind",
		"ich habe": "Sie haben",
		ich: "Sie",
		mich: "Sie",
		mir: "Ihnen",
		mein: "Ihr",
		meine: "Ihre",
		meinen: "Ihren",
		meinem: "Ihrem",
		meiner: "Ihrer",
		"du bist": "ich bin",
		du: "ich",
		dich: "mich",
		dir: "mir",
		dein: "mein",
		deine: "meine",
	},
	memory: /\bmeine?[nrm]? ([\p{L}'-]+)/iu,
	recalls: [
		"Vorhin sprachen Sie davon: $1. Hat es damit zu tun?",
		"Kommen wir noch einmal darauf zurück: $1. Was bedeutet Ihnen das?",
	],
	fallbacks: [
		"Bitte erzählen Sie weiter.",
		"Können Sie das mit anderen Worten sagen?",
		"Und wie geht es Ihnen damit?",
		"Können Sie mir ein Beispiel geben?",
	],
	silences: ["Sie schweigen. Lassen Sie sich Zeit."],
	deflections: [
		"Würde es etwas ändern, wenn Sie wüssten, wer ich bin? Sprechen wir lieber von Ihnen.",
	],
};
