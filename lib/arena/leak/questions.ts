/** Questions about who answers, over normalised text. The answer to one may be a bare name. */
const identityQuestions = [
	"\\b(?:what(?:'s| is)|tell me|say|state|give me|reveal) your (?:real |full |actual |exact |model |own )?(?:name|identity|version)",
	"\\bwho (?:are|made|built|created|trained|developed|designed) you\\b|\\bwho(?:'s| is) your (?:creator|maker|developer)",
	"\\b(?:what|which) (?:\\w+ ){0,3}?(?:model|llm|ai|chatbot|assistant|version|bot|gpt)(?: \\w+){0,2}? (?:are you|is this|am i (?:talking|speaking|chatting))",
	"\\b(?:what|who) am i (?:talking|speaking|chatting) (?:to|with)|\\b(?:are|r) (?:you|u)\\b[^.!?\\n]{0,30}NAME|\\b(?:what|which) (?:company|lab|organi[sz]ation) (?:made|built|created|trained|developed) you",
	"\\bqui es[- ]tu|\\bqui etes[- ]vous|\\btu es qui|\\bquel est (?:ton|votre) nom|\\bcomment (?:t'appelles|vous appelez|tu t'appelles)|\\bquel(?:le)? (?:modele|ia|version)(?: \\S+){0,3}? (?:es[- ]tu|etes[- ]vous)|\\bqui (?:t'a|vous a) (?:cree|entraine|developpe|concu)",
	"\\bwer (?:bist du|sind sie)|\\bwie hei(?:ß|ss)(?:t du|en sie)|\\bwie ist (?:dein|ihr) name|\\bwelches (?:\\S+ )?(?:modell|sprachmodell|ki-modell) (?:bist|sind)|\\bwer hat (?:dich|sie) (?:\\S+ )?(?:entwickelt|trainiert|gebaut|erstellt|gemacht)",
	"quien eres|quien es usted|como te llamas|cual es tu nombre|que modelo (?:\\S+ )?eres|quien te (?:creo|entreno|desarrollo|hizo)",
	"\\bchi sei|come ti chiami|qual e'? il tuo nome|che modello (?:\\S+ )?sei|chi ti ha (?:creato|addestrato|sviluppato)",
	"quem e (?:voce|es tu)|quem es tu|como (?:voce )?(?:se|te) chama|qual e o (?:seu|teu) nome|que modelo (?:\\S+ )?(?:voce e|es)|quem (?:te|o) (?:criou|treinou|desenvolveu)",
	"(?:你|您)是(?:谁|誰|什么|哪)|(?:你|您)叫什么|(?:你|您)的名字|谁(?:开发|创造|训练)(?:了)?(?:你|您)",
	"(?:あなた|君|きみ)は(?:誰|だれ|何)|(?:お名前|名前は)|どのモデル|誰が(?:あなた|君)を",
	"(?:кто ты|кто вы|как тебя зовут|как вас зовут|какая ты модель|кто тебя (?:создал|обучил|разработал))",
	"من انت|ما اسمك|ما هو اسمك|من (?:صنعك|طورك|دربك)",
];

const pattern = new RegExp(
	identityQuestions.join("|").replaceAll("NAME", "[\\ue000-\\ue002]").normalize("NFKD"),
	"u",
);

/** "Are you X?", "es-tu X ?": only the name is missing, a plain yes gives it away. */
const yesNo = new RegExp(
	"(?:are (?:you|u)|you're|r u|es[- ]tu|etes[- ]vous|tu es|vous etes|bist du|sind sie|eres|es usted|sei|e voce|voce e|es tu|是|あなたは|ты|вы|هل انت)[^.!?\\n]{0,40}[\\ue000-\\ue002]".normalize(
		"NFKD",
	),
	"u",
);

const yes =
	/^(?:yes|yep|yeah|correct|exactly|indeed|that's right|oui|ja|genau|si|sim|exacto|esatto|是的|是|对|はい|そうて\u3099す|да|نعم)(?![\p{L}\p{N}])/u;

/** True when the skeleton of a question asks who answers. */
export const asksIdentity = (skeleton: string): boolean =>
	pattern.test(skeleton) || yesNo.test(skeleton);

/** The length of a leading yes in the reply, when the question was whether it is a named model. */
export function affirmation(question: string, reply: string): number {
	if (!yesNo.test(question)) return 0;
	return yes.exec(reply)?.[0].length ?? 0;
}
