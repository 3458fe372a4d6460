import { cookies } from "next/headers";
import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords } from "#components/admin/admin-words.ts";
import { DataTable } from "#components/admin/data-table.tsx";
import { formatOf } from "#components/admin/format.ts";
import { scopes } from "#lib/auth/actor.ts";
import { NEW_KEY_COOKIE } from "#lib/auth/new-key-cookie.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { listApiKeys } from "#lib/services/admin/list-api-keys.ts";

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function KeysPage({ searchParams }: { searchParams: Search }) {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const search = await searchParams;
	const keys = await listApiKeys(actor);
	const made =
		search["done"] === "key-created" ? (await cookies()).get(NEW_KEY_COOKIE)?.value : undefined;
	return (
		<AdminFrame t={t} page="keys" lead={t("keys.lead")} search={search}>
			{made === undefined ? null : (
				<div className="notice mb-6 max-w-prose">
					<label>
						<span className="mb-2 block">{t("keys.new")}</span>
						<input
							readOnly
							value={made}
							aria-label={t("keys.new-label")}
							className="field figures"
						/>
					</label>
				</div>
			)}
			<form method="post" action="/api/admin/keys" className="mb-10 grid max-w-prose gap-4">
				<h2 className="font-semibold text-xl">{t("keys.create")}</h2>
				<label>
					<span className="mb-1 block">{t("keys.name")}</span>
					<input name="name" required maxLength={100} className="field" />
				</label>
				<fieldset>
					<legend className="mb-1">{t("keys.scopes")}</legend>
					{scopes.map((scope) => (
						<label key={scope} className="flex min-h-11 items-center gap-2">
							<input type="checkbox" name="scope" value={scope} className="size-5" />
							{t(`keys.scope.${scope}`)}
						</label>
					))}
				</fieldset>
				<button type="submit" className="button button-main justify-self-start">
					{t("keys.make")}
				</button>
			</form>
			{keys.length === 0 ? (
				<p className="notice max-w-prose">{t("keys.list-none")}</p>
			) : (
				<DataTable
					caption={t("keys.list")}
					columns={[
						{ key: "key", label: t("keys.key") },
						{ key: "scopes", label: t("keys.scopes") },
						{ key: "created", label: t("keys.created") },
						{ key: "used", label: t("keys.used") },
						{ key: "status", label: t("keys.status") },
					]}
					rows={keys.map((key) => ({
						key: key.keyId,
						cells: {
							key: (
								<>
									{key.name}
									<code className="figures block text-quiet text-sm">{key.prefix}…</code>
								</>
							),
							scopes: key.scopes.join(", "),
							created: (
								<>
									{format.when(key.createdAt)}
									<span className="block text-quiet text-sm">{key.createdBy}</span>
								</>
							),
							used: key.lastUsedAt === null ? t("keys.never") : format.when(key.lastUsedAt),
							status:
								key.revokedAt === null ? (
									<form method="post" action={`/api/admin/keys/${key.keyId}/revoke`}>
										<button
											type="submit"
											className="button button-small"
											aria-label={t("keys.revoke-of", { name: key.name })}
										>
											{t("keys.revoke")}
										</button>
									</form>
								) : (
									t("keys.revoked", { at: format.when(key.revokedAt) })
								),
						},
					}))}
				/>
			)}
		</AdminFrame>
	);
}
