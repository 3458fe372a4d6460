import { rule, type Script } from "./script.ts";

export const french: Script = {
	markers:
		"je j'ai suis le la les un une est et mon ma mes pas pour avec vous tu que qui dans bonjour merci moi c'est".split(
			" ",
		),
	rules: [
		rule(
			9,
			/\b(suicide|me tuer|en finir|me faire du mal)\b/i,
			"Ce que vous dites est grave, et je suis content que vous en parliez. Appelez un proche ou un numéro d'urgence dès aujourd'hui. Qui pourriez-vous joindre maintenant ?",
		),
		rule(
			8,
			/\bje me sens (.+)/i,
			"Depuis quand vous sentez-vous $1 ?",
			"Que faites-vous quand vous vous sentez $1 ?",
		),
		rule(
			8,
			/\bje suis (?:très |si |vraiment )?(triste|malheureuse?|seule?|fatiguée?|inqui[eè]te?|anxieu(?:x|se)|en colère|perdue?)(?![\p{L}])/iu,
			"Je regrette que vous soyez $1. Qu'y a-t-il derrière ?",
			"Depuis quand êtes-vous $1 ?",
		),
		rule(
			7,
			/\b(?:mon|ma|mes) (mère|père|sœur|frère|mari|femme|fils|fille|enfants?|parents|famille|amie?|chef)(?![\p{L}])/iu,
			"Parlez-moi encore de votre famille et de vos proches.",
			"Quelle place cette personne tient-elle dans votre vie ?",
		),
		rule(
			6,
			/\bje (?:veux|voudrais|souhaite|désire) (.+)/i,
			"Que changerait pour vous le fait de pouvoir $1 ?",
			"Qu'est-ce qui vous en a empêché jusqu'ici ?",
		),
		rule(
			6,
			/\bje ne (?:peux|sais|puis) pas (.+)/i,
			"Qu'est-ce qui vous aiderait ?",
			"Avez-vous essayé ? Que s'est-il passé ?",
		),
		rule(
			5,
			/\bj'(?:aime|adore) (.+)/i,
			"Qu'est-ce qui vous plaît le plus dans $1 ?",
			"Avec qui le partagez-vous ?",
		),
		rule(
			5,
			/\bje (?:déteste|hais) (.+)/i,
			"Qu'y a-t-il de pire dans $1 ?",
			"En a-t-il toujours été ainsi ?",
		),
		rule(5, /\bje (?:pense|crois) que (.+)/i, "Qu'est-ce qui vous fait penser que $1 ?"),
		rule(
			5,
			/\bparce que (.+)/i,
			"Est-ce la seule raison ?",
			"Quelles autres raisons y aurait-il ?",
		),
		rule(4, /\bje suis (.+)/i, "Depuis quand êtes-vous $1 ?", "Comment vivez-vous d'être $1 ?"),
		rule(
			4,
			/\b(?:toujours|jamais|personne|tout le monde)\b/i,
			"Pouvez-vous donner un exemple précis ?",
		),
		rule(3, /^\W*(?:bonjour|salut|bonsoir)\b/i, "Bonjour. Comment allez-vous aujourd'hui ?"),
		rule(3, /\bmerci\b/i, "Je vous en prie. Qu'avez-vous à l'esprit maintenant ?"),
		rule(2, /^\W*oui\b/i, "Vous semblez sûr de vous. Dites-m'en un peu plus."),
		rule(2, /^\W*non\b/i, "Pourquoi non ?", "Qu'est-ce qui en ferait un oui ?"),
		rule(
			2,
			/^\W*(?:pourquoi|comment|quand|où|qui|quelle?s?|qu'est-ce que?) (.+)/i,
			"Qu'en pensez-vous vous-même ?",
			"Cette question vous occupe-t-elle souvent ?",
		),
	],
	reflections: {
		"je suis": "vous êtes",
		"j'ai": "vous avez",
		je: "vous",
		moi: "vous",
		me: "vous",
		mon: "votre",
		ma: "votre",
		mes: "vos",
		"vous êtes": "je suis",
		vous: "moi",
		votre: "mon",
		vos: "mes",
		ton: "mon",
		ta: "ma",
		tes: "mes",
	},
	memory: /\b(?:mon|ma) ([\p{L}'-]+)/iu,
	recalls: [
		"Tout à l'heure, vous parliez de ceci : votre $1. Y a-t-il un rapport ?",
		"Revenons un instant à votre $1. Qu'est-ce que cela représente pour vous ?",
	],
	fallbacks: [
		"Continuez, je vous prie.",
		"Pouvez-vous le dire autrement ?",
		"Et que ressentez-vous à ce sujet ?",
		"Pouvez-vous me donner un exemple ?",
	],
	silences: ["Vous ne dites rien. Prenez votre temps."],
	deflections: [
		"Savoir qui je suis changerait-il quelque chose pour vous ? Parlons plutôt de vous.",
	],
};
