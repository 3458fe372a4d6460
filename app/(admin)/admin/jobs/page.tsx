import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords } from "#components/admin/admin-words.ts";
import { DataTable } from "#components/admin/data-table.tsx";
import { formatOf } from "#components/admin/format.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { jobStates, listJobs } from "#lib/services/job/list-jobs.ts";
import { differenceCount, findLastRecount } from "#lib/services/ranking/recount-cells.ts";

export default async function JobsPage() {
	await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const [{ isInstalled, queues, deadLetters, outbox }, recount] = await Promise.all([
		listJobs(),
		findLastRecount(),
	]);
	const wrong = recount === null ? 0 : differenceCount(recount.differences);
	return (
		<AdminFrame t={t} page="jobs" lead={t("jobs.lead")}>
			<p className="mb-6">
				{t("jobs.outbox", { rows: outbox.rows, time: format.time(outbox.oldestMs ?? 0) })}
			</p>
			<p className={wrong > 0 ? "notice notice-danger mb-6 max-w-prose" : "mb-6"}>
				{recount === null
					? t("jobs.recount-none")
					: t(wrong > 0 ? "jobs.recount-wrong" : "jobs.recount-agreed", {
							at: format.when(recount.at),
							votes: recount.judgements,
							wrong: recount.differences.judgements + recount.differences.cells,
							boards: recount.differences.boards.length,
						})}
			</p>
			{isInstalled ? (
				<DataTable
					caption={t("jobs.queues")}
					columns={[
						{ key: "queue", label: t("jobs.queue") },
						...jobStates.map((state) => ({
							key: state,
							label: t(`jobs.states.${state}`),
							isFigure: true,
						})),
						{ key: "error", label: t("jobs.last-error") },
					]}
					rows={queues.map((queue) => ({
						key: queue.queue,
						cells: {
							queue: queue.queue,
							...Object.fromEntries(
								jobStates.map((state) => [state, format.number(queue.counts[state])]),
							),
							error:
								queue.lastError === null
									? t("none")
									: `${format.when(queue.lastError.at)}: ${queue.lastError.message}`,
						},
					}))}
				/>
			) : (
				<p className="notice notice-danger max-w-prose">{t("jobs.not-installed")}</p>
			)}
			<div className="mt-8">
				{deadLetters.length === 0 ? (
					<p className="notice max-w-prose">{t("jobs.dead-none")}</p>
				) : (
					<DataTable
						caption={t("jobs.dead")}
						columns={[
							{ key: "at", label: t("jobs.at") },
							{ key: "queue", label: t("jobs.queue") },
							{ key: "message", label: t("jobs.message") },
						]}
						rows={deadLetters.map((letter) => ({
							key: letter.id,
							cells: {
								at: format.when(letter.at),
								queue: letter.queue ?? t("none"),
								message: letter.message,
							},
						}))}
					/>
				)}
			</div>
		</AdminFrame>
	);
}
