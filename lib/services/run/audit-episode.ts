import { auditUser, type UserAudit } from "#lib/simulation/audit/audit-user.ts";
import type { EpisodeRecord } from "#lib/simulation/episode/record.ts";
import type { EpisodeSetup } from "#lib/simulation/episode/state.ts";

/** The seat that is audited, wherever a suite has one. */
const USER = "user";

/**
 * Audits the simulated user of a finished conversation; null where none sat: no such seat, or a person in it, or it is
 * the seat that is compared.
 */
export function auditEpisode(
	{ drivers, scenario }: Pick<EpisodeSetup, "drivers" | "scenario">,
	record: EpisodeRecord,
): UserAudit | null {
	const driver = drivers[USER];
	if (driver === undefined || driver.kind === "person" || scenario.contested === USER) return null;
	return auditUser({ record, seat: USER });
}
