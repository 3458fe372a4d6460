import { findCard } from "#lib/simulation/users/card.ts";
import { AUDIT_VERSION, type AuditedUser, type Finding, type UserAuditInput } from "./finding.ts";
import { findInventions } from "./invented.ts";
import { findLeaks } from "./leaks.ts";
import { findRepeats } from "./repeats.ts";
import { findRoleBreaks } from "./role-breaks.ts";
import { findStops } from "./stops.ts";

/**
 * `void`: the conversation is not counted and is played again. `down-weight`: it counts less, or apart.
 */
export type AuditVerdict = "valid" | "down-weight" | "void";

export interface UserAudit {
	version: string;
	/** In the order of their turns; those about the whole conversation last. */
	findings: readonly Finding[];
	verdict: AuditVerdict;
}

const rules: readonly ((audited: AuditedUser) => Finding[])[] = [
	findLeaks,
	findInventions,
	findRoleBreaks,
	findRepeats,
	findStops,
];

/**
 * Audits the simulated user of a finished conversation by rules. It says nothing about the contested model, and
 * a user without findings is not thereby a realistic person.
 */
export function auditUser(input: UserAuditInput): UserAudit {
	const { record, seat = "user", card = findCard(record.scenario), given = [] } = input;
	const audited: AuditedUser = {
		record,
		seat,
		card,
		given,
		goalReachedTurn: input.goalReachedTurn,
	};
	const last = Number.POSITIVE_INFINITY;
	const findings = rules
		.flatMap((find) => find(audited))
		.sort((a, b) => (a.turn ?? last) - (b.turn ?? last));
	return { version: AUDIT_VERSION, findings, verdict: verdictOf(findings) };
}

function verdictOf(findings: readonly Finding[]): AuditVerdict {
	if (findings.some(({ severity }) => severity === "critical")) return "void";
	return findings.some(({ severity }) => severity === "major") ? "down-weight" : "valid";
}
