import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords } from "#components/admin/admin-words.ts";
import { DataTable } from "#components/admin/data-table.tsx";
import { formatOf } from "#components/admin/format.ts";
import { SearchForm } from "#components/admin/search-form.tsx";
import { VoterControls } from "#components/admin/voter-controls.tsx";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { findVoters } from "#lib/services/voter/find-voters.ts";

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function VotersPage({ searchParams }: { searchParams: Search }) {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const search = await searchParams;
	const asked = typeof search["q"] === "string" ? search["q"].trim().slice(0, 200) : "";
	const voters = await findVoters(actor, asked);
	const caption =
		asked === ""
			? t(voters.length === 0 ? "voters.listed-none" : "voters.listed")
			: t("voters.found", { count: voters.length });
	return (
		<AdminFrame t={t} page="voters" lead={t("voters.lead")} search={search}>
			<SearchForm
				action="/admin/voters"
				label={t("voters.search")}
				submit={t("voters.find")}
				value={asked}
				all={t("voters.all")}
			/>
			{voters.length === 0 ? (
				<p className="notice max-w-prose">{caption}</p>
			) : (
				<DataTable
					caption={caption}
					columns={[
						{ key: "voter", label: t("voters.voter") },
						{ key: "battles", label: t("voters.battles"), isFigure: true },
						{ key: "votes", label: t("voters.votes"), isFigure: true },
						{ key: "left", label: t("voters.left"), isFigure: true },
						{ key: "dwell", label: t("voters.dwell"), isFigure: true },
						{ key: "seen", label: t("voters.seen") },
						{ key: "status", label: t("voters.status") },
						{ key: "change", label: t("voters.change") },
					]}
					rows={voters.map((voter) => ({
						key: voter.voterId,
						cells: {
							voter: (
								<>
									<code className="figures block w-40 break-all text-sm">{voter.voterId}</code>
									<span className="block text-quiet text-sm">
										{t(`voters.kinds.${voter.kind}`)}
									</span>
								</>
							),
							battles: format.number(voter.battles),
							votes: (
								<>
									{t("voters.votes-of", { votes: voter.votes, today: voter.votesToday })}
									{voter.votesWithdrawn === 0 ? null : (
										<span className="block">
											{t("voters.withdrawn", { votes: voter.votesWithdrawn })}
										</span>
									)}
								</>
							),
							left: voter.leftShare === null ? t("none") : format.percent(voter.leftShare),
							dwell: voter.dwellMedianMs === null ? t("none") : format.time(voter.dwellMedianMs),
							seen: format.when(voter.lastSeenAt),
							status:
								voter.excludedAt === null
									? t("voters.counts")
									: t("voters.excluded", {
											at: format.when(voter.excludedAt),
											reason: voter.excludedReason ?? t("none"),
										}),
							change: (
								<VoterControls
									t={t}
									voterId={voter.voterId}
									isExcluded={voter.excludedAt !== null}
								/>
							),
						},
					}))}
				/>
			)}
		</AdminFrame>
	);
}
