import type { AuditedUser, AuditRule, Finding, Severity } from "./finding.ts";
import { saidBy } from "./said.ts";

interface Pattern {
	rule: AuditRule;
	severity: Severity;
	/** In English, German, French, Spanish, Italian and Portuguese. */
	patterns: readonly RegExp[];
}

const breaks: readonly Pattern[] = [
	{
		rule: "says-it-is-a-model",
		severity: "critical",
		patterns: [
			/(?<!\byou,? )(?<!\byou are,? )\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b/iu,
			/\bi(?:['’]m| am) (?:just |only )?an? (?:ai|artificial intelligence|(?:large )?language model|virtual assistant|chatbot)\b/iu,
			/\b(?:als|ich bin) (?:eine? )?(?:ki|künstliche intelligenz|sprachmodell)\b/iu,
			/\b(?:en tant qu['’]|je suis (?:une )?)(?:ia|intelligence artificielle|modèle de langage)\b/iu,
			/\b(?:como|soy) (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje)\b/iu,
			/\b(?:come|sono) (?:un['’]? ?)?(?:ia|intelligenza artificiale|modello linguistico)\b/iu,
			/\b(?:como|sou) (?:uma? )?(?:ia|inteligência artificial|modelo de linguagem)\b/iu,
		],
	},
	{
		rule: "speaks-for-assistant",
		severity: "critical",
		patterns: [/^\s*\**(?:assistant|assistent|asistente|assistente|ai|model|bot)\**\s*:/imu],
	},
	{
		rule: "offers-help",
		severity: "major",
		patterns: [
			/\bhow (?:can|may) i (?:help|assist) you\b/iu,
			/\banything else i can (?:help|assist|do for you)/iu,
			/\bi(?:['’]d| would) be (?:happy|glad) to (?:help|assist) you\b/iu,
			/\blet me know if you (?:have any (?:other|more|further) questions|need any (?:more|further) (?:help|assistance))/iu,
			/\bwie kann ich (?:ihnen|dir|euch) (?:helfen|behilflich)/iu,
			/\bcomment puis-je (?:vous|t['’]) ?aider/iu,
			/\ben qué (?:te |le )?puedo ayudar/iu,
			/\bcome posso aiutar/iu,
			/\bcomo posso (?:te |lhe )?ajudar/iu,
		],
	},
	{
		rule: "markup",
		severity: "minor",
		patterns: [/\[(?:END|STOP|DONE)\]/u, /<\|[^|\n]*\|>/u, /^\s*\**user\**\s*:/imu],
	},
];

/** Rules that count against the share of messages in which the user kept its part. */
export const roleRules: ReadonlySet<AuditRule> = new Set(breaks.map(({ rule }) => rule));

/** Messages in which the user is not the person any more; once a rule and message. */
export function findRoleBreaks(audited: AuditedUser): Finding[] {
	return saidBy(audited).flatMap(({ turn, text }) =>
		breaks.flatMap(({ rule, severity, patterns }): Finding[] => {
			const found = patterns.map((pattern) => text.match(pattern)?.[0]).find(Boolean);
			return found === undefined ? [] : [{ rule, severity, turn, detail: found.trim() }];
		}),
	);
}
