import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords } from "#components/admin/admin-words.ts";
import { DataTable } from "#components/admin/data-table.tsx";
import { formatOf } from "#components/admin/format.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { listFailures } from "#lib/services/admin/list-failures.ts";

export default async function FailuresPage() {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const { groups, latest } = await listFailures(actor);
	return (
		<AdminFrame t={t} page="failures" lead={t("failures.lead")}>
			{groups.length === 0 ? (
				<p className="notice max-w-prose">{t("failures.groups-none")}</p>
			) : (
				<DataTable
					caption={t("failures.groups")}
					columns={[
						{ key: "model", label: t("failures.model") },
						{ key: "cause", label: t("failures.cause") },
						{ key: "calls", label: t("failures.calls"), isFigure: true },
						{ key: "last", label: t("failures.last") },
					]}
					rows={groups.map((group) => ({
						key: `${group.slug} ${group.cause}`,
						cells: {
							model: group.name,
							cause: <code className="figures">{group.cause}</code>,
							calls: format.number(group.calls),
							last: format.when(group.lastAt),
						},
					}))}
				/>
			)}
			<div className="mt-8">
				{latest.length === 0 ? (
					<p className="notice max-w-prose">{t("failures.latest-none")}</p>
				) : (
					<DataTable
						caption={t("failures.latest")}
						columns={[
							{ key: "at", label: t("failures.at") },
							{ key: "model", label: t("failures.model") },
							{ key: "cause", label: t("failures.cause") },
							{ key: "status", label: t("failures.status"), isFigure: true },
							{ key: "took", label: t("failures.took"), isFigure: true },
							{ key: "words", label: t("failures.words") },
						]}
						rows={latest.map((call) => ({
							key: call.callId,
							cells: {
								at: format.when(call.at),
								model: (
									<>
										{call.name}
										<span className="block text-quiet text-sm">{call.provider}</span>
									</>
								),
								cause: <code className="figures">{call.cause}</code>,
								status: call.httpStatus ?? t("none"),
								took: call.durationMs === null ? t("none") : format.time(call.durationMs),
								words:
									call.words === null ? (
										t("none")
									) : (
										<bdi className="figures block min-w-64 whitespace-pre-wrap break-words text-sm">
											{call.words}
										</bdi>
									),
							},
						}))}
					/>
				)}
			</div>
		</AdminFrame>
	);
}
