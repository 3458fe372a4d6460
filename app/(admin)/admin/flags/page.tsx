import Link from "next/link";
import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords, wordFor } from "#components/admin/admin-words.ts";
import { DataTable } from "#components/admin/data-table.tsx";
import { formatOf } from "#components/admin/format.ts";
import { exclusionReasons } from "#lib/arena/battle.ts";
import { outcomes } from "#lib/arena/outcome.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { listFlags } from "#lib/services/admin/list-flags.ts";

const kinds = ["model-name", "maker", "family", "self-description"] as const;

export default async function FlagsPage() {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const { counts, leaks, excluded } = await listFlags(actor);
	const reasonWord = (code: string) =>
		wordFor(exclusionReasons, code, (reason) => t(`exclusion.${reason}`));
	return (
		<AdminFrame t={t} page="flags" lead={t("flags.lead")}>
			<div className="grid gap-8">
				{counts.length === 0 ? (
					<p className="notice max-w-prose">{t("flags.counts-none")}</p>
				) : (
					<DataTable
						caption={t("flags.counts")}
						columns={[
							{ key: "reason", label: t("flags.reason") },
							{ key: "votes", label: t("flags.votes"), isFigure: true },
						]}
						rows={counts.map(({ reason, votes }) => ({
							key: reason,
							cells: { reason: reasonWord(reason), votes: format.number(votes) },
						}))}
					/>
				)}
				{leaks.length === 0 ? (
					<p className="notice max-w-prose">{t("flags.leaks-none")}</p>
				) : (
					<DataTable
						caption={t("flags.leaks")}
						columns={[
							{ key: "at", label: t("flags.at") },
							{ key: "reply", label: t("flags.reply") },
							{ key: "model", label: t("flags.model") },
							{ key: "evidence", label: t("flags.evidence") },
						]}
						rows={leaks.map((leak) => ({
							key: leak.replyId,
							cells: {
								at: format.when(leak.at),
								reply: (
									<Link href={`/r/${leak.slug}`} prefetch={false} className="link">
										{t("flags.reply-of", { turn: leak.turn, slot: leak.slot.toUpperCase() })}
									</Link>
								),
								model: leak.model,
								evidence: (
									<ul className="grid min-w-64 gap-1">
										{leak.evidence.map((found) => (
											<li key={`${found.kind} ${found.matched} ${found.before}`}>
												<span className="block text-quiet text-sm">
													{wordFor(kinds, found.kind, (kind) => t(`flags.kinds.${kind}`))}
												</span>
												<bdi>
													{found.before}
													<mark>{found.matched}</mark>
													{found.after}
												</bdi>
											</li>
										))}
									</ul>
								),
							},
						}))}
					/>
				)}
				{excluded.length === 0 ? null : (
					<DataTable
						caption={t("flags.excluded")}
						columns={[
							{ key: "at", label: t("flags.at") },
							{ key: "receipt", label: t("flags.receipt") },
							{ key: "voter", label: t("flags.voter") },
							{ key: "outcome", label: t("flags.outcome") },
							{ key: "reasons", label: t("flags.reasons") },
						]}
						rows={excluded.map((vote) => ({
							key: vote.receipt,
							cells: {
								at: format.when(vote.at),
								receipt: <code className="figures whitespace-nowrap text-sm">{vote.receipt}</code>,
								voter: (
									<Link
										href={`/admin/voters?q=${vote.voterId}`}
										prefetch={false}
										className="link figures whitespace-nowrap text-sm"
									>
										{vote.voterId}
									</Link>
								),
								outcome: wordFor(outcomes, vote.outcome, (outcome) => t(`outcome.${outcome}`)),
								reasons: (
									<>
										{vote.reasons.map(reasonWord).join(", ")}
										{vote.voterReason === null ? null : (
											<span className="block text-quiet text-sm">{vote.voterReason}</span>
										)}
									</>
								),
							},
						}))}
					/>
				)}
			</div>
		</AdminFrame>
	);
}
