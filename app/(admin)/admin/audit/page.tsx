import Link from "next/link";
import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords } from "#components/admin/admin-words.ts";
import { DataTable } from "#components/admin/data-table.tsx";
import { formatOf } from "#components/admin/format.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { listAudit } from "#lib/services/admin/list-audit.ts";

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AuditPage({ searchParams }: { searchParams: Search }) {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const { before } = await searchParams;
	const { rows, next } = await listAudit(actor, typeof before === "string" ? before : undefined);
	return (
		<AdminFrame t={t} page="audit" lead={t("audit.lead")}>
			<DataTable
				caption={t("audit.list")}
				columns={[
					{ key: "at", label: t("audit.at") },
					{ key: "actor", label: t("audit.actor") },
					{ key: "verb", label: t("audit.verb") },
					{ key: "subject", label: t("audit.subject") },
					{ key: "data", label: t("audit.data") },
				]}
				rows={rows.map((row) => ({
					key: row.id,
					cells: {
						at: format.when(row.at),
						actor: <span className="break-all">{row.actor}</span>,
						verb: <code className="figures">{row.verb}</code>,
						subject: <span className="break-all">{row.subject}</span>,
						data: (
							<ul className="text-sm">
								{Object.entries(row.data).map(([name, value]) => (
									<li key={name}>
										<span className="text-quiet">{name}:</span>{" "}
										<bdi>{typeof value === "string" ? value : JSON.stringify(value)}</bdi>
									</li>
								))}
							</ul>
						),
					},
				}))}
			/>
			<p className="mt-4 flex gap-2">
				{before === undefined ? null : (
					<Link href="/admin/audit" prefetch={false} className="button">
						{t("audit.newest")}
					</Link>
				)}
				{next === null ? null : (
					<Link href={`/admin/audit?before=${next}`} prefetch={false} className="button">
						{t("audit.older")}
					</Link>
				)}
			</p>
		</AdminFrame>
	);
}
