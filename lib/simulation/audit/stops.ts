import { textsOf } from "#lib/simulation/users/heard.ts";
import type { AuditedUser, AuditRule, Finding } from "./finding.ts";
import { saidBy } from "./said.ts";

/** So many messages after its goal a user may still say: thanks, and one more question. */
const AFTER_GOAL_MAX = 2;

/** Rules about when the user stopped. */
export const stopRules: ReadonlySet<AuditRule> = new Set<AuditRule>([
	"early-stop",
	"stop-before-goal",
	"late-stop",
	"past-patience",
]);

/** Whether the user stopped when it should have. */
export function findStops(audited: AuditedUser): Finding[] {
	const { record, card, goalReachedTurn } = audited;
	const { contested, policy } = record.scenario;
	const said = saidBy(audited);
	const answered = textsOf(record.messages, contested).filter(({ turn }) => turn > 0).length;
	const isStop = record.end === "user-stop";
	const found: Finding[] = [];
	const isEarly = isStop && answered < policy.turnsMin;
	if (isEarly)
		found.push({
			rule: "early-stop",
			severity: "critical",
			turn: record.turns,
			detail: `${answered} of at least ${policy.turnsMin} turns`,
		});
	const isPatient = card === null || said.length < card.patience;
	if (isStop && !isEarly && goalReachedTurn === null && isPatient)
		found.push({
			rule: "stop-before-goal",
			severity: "major",
			turn: record.turns,
			detail: `after ${said.length} messages${card === null ? "" : ` of ${card.patience}`}`,
		});
	if (typeof goalReachedTurn === "number") {
		const after = said.filter(({ turn }) => turn > goalReachedTurn).length;
		if (after > AFTER_GOAL_MAX)
			found.push({
				rule: "late-stop",
				severity: "minor",
				turn: record.turns,
				detail: `${after} messages after the goal of turn ${goalReachedTurn}`,
			});
	}
	if (card !== null && said.length > card.patience)
		found.push({
			rule: "past-patience",
			severity: "minor",
			turn: record.turns,
			detail: `${said.length} messages with a patience of ${card.patience}`,
		});
	return found;
}
