import type { LeakPhrases } from "./phrases.ts";

const be = "{b}(?:i am|i'm|iam|im)";
const noun = "(?:model|models|assistant|ai|chatbot|bot|llm|system|program|agent)";
const made =
	"(?:trained|developed|made|created|built|designed|produced|released|fine-tuned|deployed|maintained|powered|hosted|provided|programmed|engineered)";
const activeMade = "(?:made|created|trained|built|developed|designed|programmed|released)";
const adverbs =
	"(?:,? (?:actually|really|just|simply|indeed|currently|called|named|known as|in fact|of course|also|still|only|definitely|technically|secretly|yes))*,?";
const me = "(?:i|i'm|i've|i'd|my|me)";
const hello = "(?:(?:hi|hello|hey|hi there|hello there|hey there|yes|sure)[,!]? )?";

/** English. */
export const en: LeakPhrases = {
	language: "en",
	gate: "(?:i|i'm|im|iam|i've|me|my|myself|you're|you are|this is|it's|here)",
	stop: "i|and|but|that can|who can|not|never|unlike|like|than|about|capable|familiar|similar",
	denial: "(?:not|never|isn't|wasn't|aren't|neither|cannot|can't|unlike|nor)",
	hearsay:
		"(?:whether|if|pretend|imagine|imagining|suppose|claim|claims|think|thinks|assume|as though|said|says|replied|answered|believe|imply)(?: that| like| as if)?",
	after: "and|an|a|the|by|from|your|made|built|developed|trained|created|here|version|at",
	notAfter:
		"'s| (?:users?|fans?|experts?|developers?|engineers?|customers?|subscribers?|prompts?|plugins?|curious|enthusiasts?|skeptics?)",
	names: [
		`${be}${adverbs} (?:the )?(?:{M}(?:'s)? )?{name}`,
		"{b}my (?:real |full |actual |given )?name(?: is|'s|:) (?:actually |really |just )?{name}",
		"{b}(?:call me|call myself|go by|go by the name|go by the name of|refer to me as|i answer to|i identify as) {name}",
		`^${hello}{name} here\\b`,
		"{b}i(?:,| -|—|–) ?{N}(?:,| -|—|–)",
		"{b}as {N},? i(?:'m|'d|'ve|'ll)?\\b",
		`^${hello}(?:right now,? |currently,? |in fact,? )?you(?:'re| are) (?:currently |now |actually |really )?(?:talking|speaking|chatting|interacting) (?:to|with) {X}`,
		"{b}(?:you're|you are) (?:talking|speaking|chatting) (?:to|with) is (?:called )?{X}",
	],
	openings: [`^${hello}(?:this is|it's|it is) {name}(?=[.,!—–]|$)`],
	descriptions: [
		`${be}${adverbs} (?:an?|the|one of the|one of) {gap5}${noun}\\b,? ?\\(?(?:${made}(?:,| and) )?{gap4}(?:by|from|of|at|named|called|as|based on|built on) (?:the )?{gap3}{X}`,
		`${be}${adverbs} (?:an? |the |one of )?(?:(?:new|latest|large|small|current|friendly|helpful|language|free|modern) ){0,2}{X}(?:'s)?(?:[- ][a-z-]+){0,3}?[- ](?:${noun}|family|based|powered|trained)\\b`,
		`${be} (?:an? |the |just |currently |actually )?(?:[a-z-]+ )?(?:version|variant|instance|member|based|built|powered|running|derived|fine-tuned|fine tuned|distilled|hosted|part)(?: (?:of|on|by|from|as|with|version|top))+ (?:the )?(?:{M}(?:'s)? )?{N}`,
		`{b}i(?:'m| am| was|'ve been| have been) (?:(?:originally|first|initially|being|also|both|actually|proudly) )?${made}(?:(?:, | and |, and | & )${made}){0,3},? (?:by|at|from) (?:the )?{gap4}{X}`,
		`{X}(?:'s)?(?: [^ .,;:!?]+){0,5}? ${activeMade} me\\b(?=$|[.,;:!)]| (?:to|as|in|with|and|using|on|for|so)\\b)`,
		"{b}my (?:creators?|makers?|developers?|parent company|model name|underlying model|base model|model|architecture|family|designers?|builders?)(?: (?:is|are|was|were|at|by|from|came|comes|called|the|team|company|people|folks|actually|based|on|currently))*[:,]? {X}",
		`{b}(?:as|being) (?:an? |the )?{gap4}${noun}\\b,? {gap4}(?:by|from|at|named|called|of) (?:the )?{gap3}{X}[^.!?\\n]{0,80}?\\b${me}\\b`,
		`{b}(?:as|being) (?:an? |the )?{X}(?:'s)?(?:[- ][a-z-]+){0,3}?[- ]${noun}(?: ${me}\\b|[,(—–][^.!?\\n]{0,60}?\\b${me}\\b)`,
		`^${made}(?: and ${made})? (?:by|at) (?:the )?{gap3}{X}, (?:i|i'm|my)\\b`,
		"{b}i(?:'m| am| come) from (?:the )?(?:[a-z-]+ ){0,2}?{M}(?=[.,!]|$| and\\b)",
		"{b}i (?:belong to|run on|operate on|descend from|am based on) (?:the |a )?(?:[a-z-]+ ){0,2}?{X}",
	],
};
