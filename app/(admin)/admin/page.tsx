import Link from "next/link";
import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords } from "#components/admin/admin-words.ts";
import { Fact } from "#components/admin/fact.tsx";
import { formatOf } from "#components/admin/format.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { readOverview } from "#lib/services/admin/read-overview.ts";

export default async function OverviewPage() {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const overview = await readOverview(actor);
	const { database, worker, today } = overview;
	const workerText = {
		ok: t("overview.worker-ok"),
		late: t("overview.worker-late", { time: format.time(worker.oldestMs ?? 0) }),
		"never-started": t("overview.worker-never-started"),
	}[worker.state];
	return (
		<AdminFrame t={t} page="overview">
			<section aria-labelledby="health">
				<h2 id="health" className="mb-3 font-semibold text-xl">
					{t("overview.health")}
				</h2>
				<dl className="admin-facts">
					<Fact
						label={t("overview.database")}
						value={t("overview.database-detail", {
							version: database.version,
							size: format.bytes(database.bytes),
							time: format.time(database.answeredInMs),
						})}
					/>
					<Fact
						label={t("overview.worker")}
						value={workerText}
						detail={t("overview.worker-detail", {
							changes: worker.outboxRows,
							dead: worker.deadLetters,
						})}
						isBad={worker.state !== "ok" || worker.deadLetters > 0}
					/>
					<Fact
						label={t("overview.snapshot")}
						value={
							overview.snapshotAgeMs === null
								? t("overview.snapshot-none")
								: t("overview.snapshot-age", { time: format.time(overview.snapshotAgeMs) })
						}
						detail={t("overview.snapshot-detail", { stale: overview.staleBoards })}
					/>
					<Fact
						label={t("overview.models")}
						value={format.number(overview.modelsActive)}
						{...(overview.modelsActive < 2
							? { detail: t("overview.models-few"), isBad: true }
							: {})}
					/>
				</dl>
			</section>
			<section aria-labelledby="day" className="mt-8">
				<h2 id="day" className="mb-3 font-semibold text-xl">
					{t("overview.day")}
				</h2>
				<dl className="admin-facts">
					{(["battles", "votes", "voters", "episodes", "calls"] as const).map((key) => (
						<Fact key={key} label={t(`overview.${key}`)} value={format.number(today[key])} />
					))}
					<Fact
						label={t("overview.failures")}
						value={
							<Link href="/admin/failures" prefetch={false} className="link">
								{format.number(today.failures)}
							</Link>
						}
						{...(today.calls > 0 ? { detail: format.percent(today.failures / today.calls) } : {})}
					/>
					<Fact
						label={t("overview.leaks")}
						value={
							<Link href="/admin/flags" prefetch={false} className="link">
								{format.number(today.leaks)}
							</Link>
						}
					/>
					<Fact label={t("overview.spend")} value={format.usd(today.spendUsd)} />
					<Fact
						label={t("overview.spend-month")}
						value={format.usd(overview.spendMonthUsd)}
						{...(overview.unpricedCalls > 0
							? { detail: t("overview.unpriced", { calls: overview.unpricedCalls }) }
							: {})}
					/>
				</dl>
			</section>
		</AdminFrame>
	);
}
