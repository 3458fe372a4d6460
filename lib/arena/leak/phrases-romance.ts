import type { LeakPhrases } from "./phrases.ts";

const frNoun =
	"(?:modele|assistant|assistante|ia|intelligence artificielle|chatbot|robot|programme|agent|systeme|llm)";
const frMade =
	"(?:entraine|developpe|cree|concu|forme|fabrique|mis au point|realise|deploye|programme|construit|propose)e?";

/** French. */
export const fr: LeakPhrases = {
	language: "fr",
	gate: "(?:je|j'[^ ]+|moi|m'[^ ]+|mon|ma|mes|ici|vous|tu)",
	stop: "je|j'ai|et|mais|pas|jamais|ni|comme|sur|contrairement",
	denial: "(?:ne|n'|n'ai|pas|jamais|ni)",
	hearsay:
		"(?:si|imagine|imaginez|suppose|supposez|dit|repond|repondit|pretend|pense|penses|pensez|croire|que|comme si)(?: que)?",
	after: "et|un|une|le|la|l'|de|du|par|votre|ton|developpe|concu|entraine|cree|d'",
	notAfter: " (?:utilisateur|fan|expert|experte|client)",
	names: [
		"{b}je suis(?:,? (?:en fait|actuellement|simplement|bien|donc|vraiment|aussi|juste|tout simplement|effectivement))*,? (?:le |la |l')?(?:modele |assistant |chatbot |ia )?{name}",
		"{b}(?:je m'appelle|mon nom est|mon nom,? c'est|moi,? c'est|on m'appelle|appelez-moi|appelle-moi|m'appeler|me nomme) {name}",
		"{b}en tant que {N},? (?:je|j')",
		"^(?:bonjour[,!]? )?(?:vous|tu) (?:parlez|parles|discutez|discutes|echangez|conversez) (?:actuellement |en ce moment |ici )*(?:avec|a) {X}",
	],
	openings: ["^(?:bonjour[,!]? |salut[,!]? )?(?:ici|c'est) {name}"],
	descriptions: [
		`{b}je suis (?:un|une|le|la|l'un des|l') ?{gap5}${frNoun},? {gap6}(?:par|de|chez|nomme|nommee|appele|appelee|d'|issu de|signe|baptise) ?{gap4}{X}`,
		`{b}(?:j'ai ete|je suis|j'etais) (?:[^ .,]+ )?${frMade}(?:(?:, | et |, puis | puis )${frMade}){0,3},? (?:par|chez|au sein de|au sein d'|par l'|dans les laboratoires d'|dans les laboratoires de) ?{gap4}{X}`,
		`{X},? (?:[^ .,]+ ){0,3}?(?:m'a|m'ont) (?:[^ .,]+ )?${frMade}`,
		"{b}(?:mon|ma|mes) (?:createur|createurs|concepteur|concepteurs|developpeur|developpeurs|modele|fabricant|entreprise mere|societe mere)(?: (?:est|sont|chez|de|c'est|s'appelle|d'|la|le|societe|se))*,?(?: |d'){X}",
		`{b}en tant qu(?:'|e ){gap3}${frNoun},? {gap5}(?:par|de|d'|chez) ?{gap3}{X}[^.!?\\n]{0,80}?{b}(?:je|j'|mon|ma|mes|m')`,
		`^${frMade} par {gap3}{X}, (?:je|j'|mon)`,
		"{b}je (?:repose|suis base|suis basee|suis bati|fonctionne|tourne|viens|fais partie) (?:sur|grace a|avec|de|de chez) ?{gap4}{X}",
	],
};

const esNoun =
	"(?:modelo|asistente|ia|inteligencia artificial|chatbot|bot|programa|sistema|agente)";
const esMade =
	"(?:entrenad|desarrollad|cread|disenad|construid|hech|programad|lanzad|impulsad)[oa]";
const esMe = "(?:puedo|tengo|soy|estoy|mi|mis|me|yo|fui|debo|intento|ofrezco|carezco)";

/** Spanish. */
export const es: LeakPhrases = {
	language: "es",
	gate: "(?:yo|soy|tengo|debo|como|me|mi|mis|fui|llamarme|llamame|he|estoy|estas|funciono|puedo|aqui|te habla|esta)",
	stop: "yo|y|pero|no|nunca|ni|como|sobre|que puede",
	denial: "(?:no|nunca|ni|jamas|tampoco)",
	hearsay:
		"(?:si|imagina|imagine|supon|dijo|dice|respondio|responde|afirma|crees|piensas|pensar|como si)(?: que)?",
	after: "y|un|una|el|la|de|del|por|tu|su|desarrollado|creado|entrenado|en",
	notAfter: " (?:usuario|fan|experto|experta|cliente)",
	names: [
		"{b}soy(?:,? (?:en realidad|actualmente|simplemente|realmente|solo|tambien|precisamente))*,? (?:el |la )?(?:modelo |asistente |chatbot |ia )?{name}",
		"{b}(?:me llamo|mi nombre es|llamarme|llamame|me llaman|me dicen) {name}",
		`{b}como {N}, (?:no )?${esMe}`,
		"^(?:hola[,!]? )?(?:ahora mismo )?(?:estas|esta usted|esta) (?:hablando|chateando|conversando) con {X}",
	],
	openings: ["^(?:hola[,!]? )?(?:aqui|te habla|habla) {name}"],
	descriptions: [
		`{b}soy (?:un|una|el|la|uno de los) {gap5}${esNoun},? {gap6}(?:por|de|en|llamado|llamada|que se llama) {gap4}{X}`,
		`{b}(?:fui|he sido|estoy|soy) (?:[^ .,]+ )?${esMade}(?:(?:, | y )${esMade}){0,3},? (?:por|en|de) {gap4}{X}`,
		"{X},? (?:[^ .,]+ ){0,3}?me (?:ha |han )?(?:creo|crearon|creado|entreno|entrenaron|entrenado|desarrollo|desarrollaron|desarrollado|diseno|disenaron|construyo|programo|hizo)(?!\\p{L})(?! (?:la|el|un|mas))",
		"{b}me (?:creo|crearon|entreno|entrenaron|desarrollo|desarrollaron|diseno|disenaron|construyo|programo) {gap3}{X}",
		"{b}mis? (?:creador|creadora|creadores|desarrollador|desarrolladora|desarrolladores|modelo|fabricante|empresa matriz)(?: (?:es|son|fue|de|en|se|llama|la|el|empresa))* {X}",
		`{b}como (?:un |una )?{gap3}${esNoun},? {gap5}(?:por|de|en) {gap3}{X}[^.!?\\n]{0,80}?{b}${esMe}(?!\\p{L})`,
		`^${esMade} por {gap3}{X}, ${esMe}(?!\\p{L})`,
		"{b}(?:funciono|estoy basado|estoy basada|me baso|corro|vengo|formo parte) (?:con|sobre|en|gracias a|de) {gap4}{X}",
	],
};

const itNoun =
	"(?:modello|assistente|ia|ai|intelligenza artificiale|chatbot|bot|programma|sistema|llm)";
const itMade =
	"(?:addestrat|sviluppat|creat|progettat|costruit|realizzat|programmat|allenat|ideat)[oa]";
const itMe = "(?:posso|sono|ho|mio|mia|miei|io|mi|devo|cerco)";

/** Italian. "Sono" is also "they are": without "io" it counts only where a clause begins. */
export const it: LeakPhrases = {
	language: "it",
	gate: "(?:io|sono|devo|mi|mio|mia|miei|chiamarmi|chiamami|ho|posso|stai|sta|qui|funziono)",
	stop: "io|e|ma|non|mai|ne|come|su",
	denial: "(?:non|mai|ne|neanche)",
	hearsay:
		"(?:se|immagina|supponi|disse|dice|risponde|rispose|afferma|credi|pensi|come se)(?: che)?",
	after: "e|un|una|il|la|l'|di|del|da|dal|dalla|tuo|vostro|sviluppato|creato|addestrato",
	notAfter: " (?:utente|fan|esperto|esperta|cliente)",
	names: [
		"(?:^|[,;:!(—–-] ?|{b}(?:io|si|salve|ciao) )sono(?:,? (?:in realta|attualmente|semplicemente|proprio|solo|anche))*,? (?:il |l'|lo )?(?:modello |assistente |chatbot |ia )?{name}",
		"{b}(?:mi chiamo|il mio nome e'?|chiamarmi|chiamami|mi chiamano) {name}",
		`{b}come {N}, (?:non )?${itMe}`,
		"^(?:ciao[,!]? )?(?:stai|sta) (?:parlando|chattando|conversando) con {X}",
	],
	openings: ["^(?:ciao[,!]? )?(?:qui|ti parla) {name}"],
	descriptions: [
		`{b}sono (?:un|una|un'|il|lo|la|l'|uno dei) ?{gap5}${itNoun},? {gap6}(?:da|dal|dalla|dall'|di|del|della|chiamato|chiamata|presso) ?{gap4}{X}`,
		`{b}sono stat[oa] (?:[^ .,]+ )?${itMade}(?:(?:, | e )${itMade}){0,3},? (?:da|dal|dalla|dall'|in|presso|dagli|dai) ?{gap4}{X}`,
		`{b}mi ha(?:nno)? ${itMade.replace("[oa]", "[oai]")} {gap3}{X}`,
		`{X},? (?:[^ .,]+ ){0,3}?mi ha(?:nno)? ${itMade.replace("[oa]", "[oai]")}`,
		"{b}(?:il mio|la mia|i miei) (?:creatore|creatori|sviluppatore|sviluppatori|modello|produttore|societa madre|azienda madre)(?: (?:e'?|sono|di|si|chiama|presso|la|lavorano))* {X}",
		`{b}(?:come|in quanto) (?:un |una |un')?{gap3}${itNoun},? {gap5}(?:da|dal|dalla|di|dall') ?{gap3}{X}[^.!?\\n]{0,80}?{b}${itMe}(?!\\p{L})`,
		`^${itMade} da {gap3}{X}, ${itMe}(?!\\p{L})`,
		"{b}(?:mi baso|sono basato|sono basata|funziono|giro|faccio parte) (?:su|con|grazie a|della|sul|di) {gap4}{X}",
	],
};

const ptNoun =
	"(?:modelo|assistente|ia|inteligencia artificial|chatbot|bot|programa|sistema|agente)";
const ptMade =
	"(?:treinad|desenvolvid|criad|projetad|concebid|construid|feit|programad|lancad|disponibilizad)[oa]";
const ptMe = "(?:posso|tenho|sou|estou|meu|minha|me|eu|fui|devo|procuro)";

/** Portuguese. */
export const pt: LeakPhrases = {
	language: "pt",
	gate: "(?:eu|sou|tenho|devo|como|me|meu|meus|minha|fui|chamo-me|chamar-me|estou|voce|estas|funciono|rodo|aqui|posso|baseio-me|[^ ]+-me)",
	stop: "eu|e|mas|nao|nunca|nem|como|sobre",
	denial: "(?:nao|nunca|nem|jamais)",
	hearsay:
		"(?:se|imagine|imagina|suponha|disse|diz|respondeu|responde|afirma|acha|pensa|como se)(?: que)?",
	after: "e|um|uma|o|a|de|do|da|por|pela|pelo|seu|teu|desenvolvido|criado|treinado",
	notAfter: " (?:usuario|fa|especialista|cliente|utilizador)",
	names: [
		"{b}sou(?:,? (?:na verdade|atualmente|simplesmente|realmente|apenas|tambem))*,? (?:o |a )?(?:modelo |assistente |chatbot |ia )?{name}",
		"{b}(?:me chamo|chamo-me|meu nome e|chamar-me|chamar-me de|me chamar|me chamar de|me chame de|chame-me de|chama-me) (?:o )?{name}",
		`{b}como (?:o )?{N}, (?:nao )?${ptMe}`,
		"^(?:ola[,!]? )?(?:voce esta|estas) (?:falando|conversando|a falar|a conversar) com (?:o |a )?{X}",
	],
	openings: ["^(?:ola[,!]? )?(?:aqui e|aqui quem fala e|quem fala e) (?:o |a )?{name}"],
	descriptions: [
		`{b}sou (?:um|uma|o|a|um dos) {gap5}${ptNoun},? {gap6}(?:por|pelo|pela|da|do|de|na|chamado|chamada) {gap4}{X}`,
		`{b}(?:fui|sou|estou) (?:[^ .,]+ )?${ptMade}(?:(?:, | e )${ptMade}){0,3},? (?:por|pelo|pela|pelos|na|no|da) {gap4}{X}`,
		"{X},? (?:[^ .,]+ ){0,3}?(?:me (?:criou|treinou|desenvolveu|projetou|construiu|programou)|(?:criou|treinou|desenvolveu|projetou|programou)-me)",
		"{b}quem me (?:criou|treinou|desenvolveu) foi {gap2}{X}",
		"{b}(?:meu|meus|minha) (?:criador|criadora|criadores|desenvolvedor|desenvolvedora|desenvolvedores|modelo|fabricante)(?: (?:e|sao|foi|da|do|na|se|chama|a|o))* {X}",
		`{b}como (?:um |uma )?{gap3}${ptNoun},? {gap5}(?:por|pelo|pela|da|do|de) {gap3}{X}[^.!?\\n]{0,80}?{b}${ptMe}(?!\\p{L})`,
		`^${ptMade} pel[oa] {gap3}{X}, ${ptMe}(?!\\p{L})`,
		"{b}(?:sou baseado|sou baseada|funciono|rodo|me baseio|baseio-me|faco parte) (?:em|no|na|com|da|do) {gap4}{X}",
	],
};
