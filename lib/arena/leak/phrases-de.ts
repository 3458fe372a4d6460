import type { LeakPhrases } from "./phrases.ts";

const noun =
	"[^ .,]*(?:modell|assistent|assistentin|ki|chatbot|bot|programm|system|intelligenz|sprach-ki)";
const made =
	"(?:trainiert|entwickelt|erstellt|geschaffen|gebaut|programmiert|gemacht|erschaffen|konzipiert|veroffentlicht|bereitgestellt|betrieben)";
const me = "(?:ich|mir|mich|mein|meine)";

/** German. */
export const de: LeakPhrases = {
	language: "de",
	gate: "(?:ich|mir|mich|mein|meine|meinem|meiner|hier|sie sprechen|du sprichst|sie chatten|du chattest)",
	stop: "ich|und|aber|nicht|kein|keine|nie|uber|wie|als",
	denial: "(?:nicht|kein|keine|nie|niemals|weder)",
	hearsay:
		"(?:ob|wenn|als ob|angenommen|sagt|sagte|antwortete|antwortet|behauptet|glaubst|denkst|stell dir vor)(?:,? dass)?",
	after: "und|ein|eine|der|die|das|von|dein|deine|ihr|ihre|entwickelt|trainiert|aus",
	notAfter: "-?(?:nutzer|fan|fans|experte|expertin|entwickler|kunde| nutzer| fan| experte)",
	names: [
		"{b}ich bin(?:,? (?:eigentlich|tatsachlich|naturlich|ubrigens|nur|einfach|das|der|die|ja))*,? (?:(?:[^ .,]+ )?[^ .,]*(?:assistent|modell|chatbot|ki) )?{name}",
		"{b}(?:ich hei(?:ß|ss)e|mein name ist|mein name lautet|man nennt mich|ich werde) {name}",
		"{b}(?:du kannst|sie konnen|ihr konnt) mich (?:gerne |einfach |auch )*{N} nennen",
		"{b}nenn(?:e|en sie|t)? mich (?:einfach )?{name}",
		"{b}als {N},? (?:kann|bin|habe|werde|wurde|mochte|darf|verfuge|stehe|helfe) ich",
		"^(?:hallo[,!]? )?(?:du sprichst|sie sprechen|du chattest|sie chatten|du unterhaltst dich|sie unterhalten sich) (?:gerade |hier |derzeit |momentan )*mit {X}",
	],
	openings: ["^(?:hallo[,!]? |hi[,!]? |guten tag[,!]? )?hier (?:ist|spricht|schreibt) {name}"],
	descriptions: [
		`{b}ich bin (?:ein|eine|das|der|die|eines der) {gap4}${noun}[, ]+{gap6}(?:von|vom|bei|namens|aus dem hause|der firma) ?{gap4}{X}`,
		`{b}ich bin (?:ein|eine|das|der|die) (?:von|durch|bei|vom) {gap3}{X} [^.!?\\n]{0,20}?${made}`,
		`{b}ich bin (?:ein|eine|das|der|die) (?:[^ .,]+ ){0,2}?{X}(?:'s|-| )${noun}`,
		`{b}ich (?:wurde|bin|werde) {gap2}(?:von|vom|durch|bei) {gap4}{X}[^.!?\\n]{0,50}?${made}`,
		`{b}(?:wurde|werde|bin) ich {gap3}(?:von|vom|bei|durch) {gap4}{X}`,
		`{X} (?:hat|haben) mich [^.!?\\n]{0,30}?${made}`,
		`{b}mich (?:hat|haben) {gap4}{X}[^.!?\\n]{0,30}?${made}`,
		"{b}meine? (?:entwickler|entwicklerin|schopfer|hersteller|herstellerin|modell|modellname|erschaffer|mutterunternehmen)(?: (?:ist|sind|heißt|heisst|lautet|bei|von|die|firma|das|unternehmen|team|arbeiten))*:? {X}",
		`{b}als (?:ein |eine )?{gap3}${noun},? {gap5}(?:von|bei|vom) {gap3}{X}[^.!?\\n]{0,80}?{b}${me}(?!\\p{L})`,
		`{b}als (?:ein |eine )?(?:von|bei|vom) {gap3}{X} [^.!?\\n]{0,20}?${made}[^.!?\\n]{0,80}?{b}${me}(?!\\p{L})`,
		`{b}als (?:ein |eine )?{X}(?:-| )${noun}[^.!?\\n]{0,60}?{b}${me}(?!\\p{L})`,
		"{b}ich (?:basiere|beruhe|laufe|stamme|komme|gehore) {gap2}(?:auf|mit|von|aus|zu|zur) {gap4}{X}",
	],
};
