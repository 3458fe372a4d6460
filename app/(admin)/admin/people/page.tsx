import { AdminFrame } from "#components/admin/admin-frame.tsx";
import { adminWords } from "#components/admin/admin-words.ts";
import { DataTable } from "#components/admin/data-table.tsx";
import { formatOf } from "#components/admin/format.ts";
import { SearchForm } from "#components/admin/search-form.tsx";
import { roles } from "#lib/auth/actor.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { listPeople } from "#lib/services/admin/list-people.ts";

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function PeoplePage({ searchParams }: { searchParams: Search }) {
	const actor = await pageAdmin();
	const locale = await pageLocale();
	const t = adminWords(locale);
	const format = formatOf(locale);
	const search = await searchParams;
	const asked = typeof search["q"] === "string" ? search["q"].slice(0, 200) : "";
	const people = await listPeople(actor, asked);
	return (
		<AdminFrame t={t} page="people" lead={t("people.lead")} search={search}>
			<SearchForm
				action="/admin/people"
				label={t("people.search")}
				submit={t("people.find")}
				value={asked}
			/>
			{people.length === 0 ? (
				<p className="notice max-w-prose">{t("people.list-none")}</p>
			) : (
				<DataTable
					caption={t("people.list")}
					columns={[
						{ key: "person", label: t("people.person") },
						{ key: "providers", label: t("people.providers") },
						{ key: "since", label: t("people.since") },
						{ key: "role", label: t("people.role") },
					]}
					rows={people.map((person) => {
						const name = person.name ?? person.email ?? t("people.unnamed");
						return {
							key: person.userId,
							cells: {
								person: (
									<>
										<bdi>{name}</bdi>
										{person.email === null || person.email === name ? null : (
											<span className="block text-quiet text-sm">{person.email}</span>
										)}
									</>
								),
								providers: person.providers.join(", ") || t("people.operator-code"),
								since: format.when(person.createdAt),
								role:
									person.userId === actor.userId ? (
										<>
											{t(`people.roles.${person.role}`)}
											<span className="block text-quiet text-sm">{t("people.own")}</span>
										</>
									) : (
										<form
											method="post"
											action={`/api/admin/people/${encodeURIComponent(person.userId)}/role`}
											className="flex gap-1"
										>
											<select
												name="role"
												defaultValue={person.role}
												aria-label={t("people.role-of", { name })}
												className="admin-field"
											>
												{roles.map((role) => (
													<option key={role} value={role}>
														{t(`people.roles.${role}`)}
													</option>
												))}
											</select>
											<button type="submit" className="button button-small">
												{t("people.set")}
											</button>
										</form>
									),
							},
						};
					})}
				/>
			)}
		</AdminFrame>
	);
}
