import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { Section } from "#components/ranking/section.tsx";
import type { AuditVerdict } from "#lib/simulation/audit/audit-user.ts";
import type { Finding } from "#lib/simulation/audit/finding.ts";
import { Json } from "./episode-item.tsx";
import type { EpisodeWords } from "./episode-words.ts";
import { nameOf } from "./studio-words.ts";

const verdicts = ["valid", "down-weight", "void"] as const satisfies readonly AuditVerdict[];
const severities = ["critical", "major", "minor"] as const;

/** What the audit of the simulated user found, as it was stored; null when none was made. */
export function Audit({ words, audit }: { words: EpisodeWords; audit: unknown }) {
	const { t } = words;
	return (
		<Section id="audit" heading={t("audit.heading")}>
			{audit === null ? (
				<p className="text-quiet">{t("audit.none")}</p>
			) : isAudit(audit) ? (
				<>
					<p>{nameOf(verdicts, audit.verdict, (verdict) => t(`audit.verdict.${verdict}`))}</p>
					{audit.findings.length === 0 ? null : (
						<Findings words={words} findings={audit.findings} />
					)}
				</>
			) : (
				<div className="said-tool">
					<Json value={audit} />
				</div>
			)}
		</Section>
	);
}

function Findings(props: { words: EpisodeWords; findings: readonly Finding[] }) {
	const { t } = props.words;
	return (
		<ScrollBox label={t("audit.table")}>
			<table className="studio-table">
				<caption className="sr-only">{t("audit.table")}</caption>
				<thead>
					<tr>
						<th scope="col">{t("audit.finding")}</th>
						<th scope="col">{t("audit.severity")}</th>
						<th scope="col">{t("checks.turn")}</th>
						<th scope="col">{t("checks.detail")}</th>
					</tr>
				</thead>
				<tbody>
					{props.findings.map(({ rule, severity, turn, detail }, i) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the rows never move
						<tr key={i}>
							<th scope="row" className="figures">
								{rule}
							</th>
							<td>{nameOf(severities, severity, (name) => t(`audit.${name}`))}</td>
							<td>{turn ?? t("checks.whole")}</td>
							<td className="min-w-48 break-words" dir="auto">
								{detail}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}

/** Older audits may have another shape; they are shown as they are. */
const isAudit = (audit: unknown): audit is { verdict: string; findings: Finding[] } =>
	typeof audit === "object" &&
	audit !== null &&
	"findings" in audit &&
	Array.isArray(audit.findings) &&
	"verdict" in audit &&
	typeof audit.verdict === "string";
