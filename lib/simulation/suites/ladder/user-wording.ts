import type { Language } from "#lib/simulation/instructions/languages.ts";

/** What the scripted user says around the instructions. */
export interface UserWording {
	/** Requests for five kinds of text, a sentence each. */
	kinds: readonly [string, string, string, string, string];
	/** Names the topic, in a sentence of its own. */
	topic(title: string): string;
	/** Before the first instructions. */
	first: string;
	/** Before instructions that come on top. */
	added: string;
	/** Before an instruction that replaces one of its kind. */
	changed: string;
	/** Before an instruction that holds no more. */
	revoked: string;
	/** After every later message. */
	rest: string;
}

export const userWordings: Record<Language, UserWording> = {
	en: {
		kinds: [
			"Write a letter to a friend.",
			"Write a short blog post.",
			"Write a very short story.",
			"Write some friendly advice.",
			"Write a short piece for a local newspaper.",
		],
		topic: (title) => `The topic: ${title}.`,
		first: "Please keep to this:",
		added: "Please write it again and keep to this as well:",
		changed: "Please write it again. This replaces what I asked for in its place before:",
		revoked: "Please write it again. You no longer have to keep to this:",
		rest: "Everything else I have asked for still holds.",
	},
	fr: {
		kinds: [
			"Écris une lettre à une amie.",
			"Écris un court billet de blog.",
			"Écris une très courte histoire.",
			"Écris quelques conseils amicaux.",
			"Écris un court article pour un journal local.",
		],
		topic: (title) => `Le sujet : ${title}.`,
		first: "Respecte ceci, s'il te plaît :",
		added: "Réécris le texte, s'il te plaît, et respecte aussi ceci :",
		changed: "Réécris le texte, s'il te plaît. Ceci remplace ma demande précédente sur ce point :",
		revoked: "Réécris le texte, s'il te plaît. Tu n'as plus besoin de respecter ceci :",
		rest: "Tout le reste de mes demandes vaut toujours.",
	},
	de: {
		kinds: [
			"Schreibe einen Brief an eine Freundin.",
			"Schreibe einen kurzen Blogbeitrag.",
			"Schreibe eine sehr kurze Geschichte.",
			"Schreibe ein paar freundliche Ratschläge.",
			"Schreibe einen kurzen Artikel für eine Lokalzeitung.",
		],
		topic: (title) => `Das Thema: ${title}.`,
		first: "Bitte halte dich daran:",
		added: "Bitte schreibe den Text noch einmal und halte dich auch daran:",
		changed:
			"Bitte schreibe den Text noch einmal. Das ersetzt, worum ich an dieser Stelle gebeten hatte:",
		revoked: "Bitte schreibe den Text noch einmal. Daran musst du dich nicht mehr halten:",
		rest: "Alles andere, worum ich gebeten habe, gilt weiter.",
	},
	es: {
		kinds: [
			"Escribe una carta a una amiga.",
			"Escribe una entrada corta de blog.",
			"Escribe un cuento muy corto.",
			"Escribe unos consejos amistosos.",
			"Escribe un artículo corto para un periódico local.",
		],
		topic: (title) => `El tema: ${title}.`,
		first: "Por favor, respeta esto:",
		added: "Por favor, escríbelo otra vez y respeta también esto:",
		changed: "Por favor, escríbelo otra vez. Esto sustituye lo que pedí antes sobre lo mismo:",
		revoked: "Por favor, escríbelo otra vez. Ya no hace falta que respetes esto:",
		rest: "Todo lo demás que he pedido sigue valiendo.",
	},
	it: {
		kinds: [
			"Scrivi una lettera a un'amica.",
			"Scrivi un breve articolo per un blog.",
			"Scrivi un racconto molto breve.",
			"Scrivi qualche consiglio amichevole.",
			"Scrivi un breve articolo per un giornale locale.",
		],
		topic: (title) => `Il tema: ${title}.`,
		first: "Per favore, rispetta questo:",
		added: "Per favore, scrivilo di nuovo e rispetta anche questo:",
		changed:
			"Per favore, scrivilo di nuovo. Questo sostituisce ciò che avevo chiesto prima su questo punto:",
		revoked: "Per favore, scrivilo di nuovo. Non devi più rispettare questo:",
		rest: "Tutto il resto di ciò che ho chiesto vale ancora.",
	},
	pt: {
		kinds: [
			"Escreva uma carta a uma amiga.",
			"Escreva um texto curto para um blogue.",
			"Escreva um conto muito curto.",
			"Escreva alguns conselhos amigáveis.",
			"Escreva um artigo curto para um jornal local.",
		],
		topic: (title) => `O tema: ${title}.`,
		first: "Por favor, respeite isto:",
		added: "Por favor, escreva-o de novo e respeite também isto:",
		changed: "Por favor, escreva-o de novo. Isto substitui o que pedi antes sobre o mesmo ponto:",
		revoked: "Por favor, escreva-o de novo. Já não precisa de respeitar isto:",
		rest: "Tudo o mais que pedi continua a valer.",
	},
};
