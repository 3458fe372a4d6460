import type { BoardContext } from "./board-context.ts";
import { PartSection } from "./part.tsx";

/** Groups and names said at once; the others are folded away. */
const GROUPS_SHOWN = 3;
const NAMES_SHOWN = 6;

/** Which models the votes cannot order, in sentences. */
export function GroupNote({ snapshot, nameOf, t, figures }: BoardContext) {
	const [component] = snapshot.components;
	if (component === undefined) return null;
	const { groups } = component;
	const all = (group: readonly string[]) => figures.list(group.map(nameOf));
	const first = (group: readonly string[]) =>
		group.length <= NAMES_SHOWN + 1
			? all(group)
			: figures.list([
					...group.slice(0, NAMES_SHOWN).map(nameOf),
					t("groups.more", { count: group.length - NAMES_SHOWN }),
				]);
	const words = (group: readonly string[], names: (group: readonly string[]) => string) =>
		t(group.length === component.models.length ? "groups.all" : "groups.group", {
			models: names(group),
		});
	const shown = groups.slice(0, GROUPS_SHOWN);
	const isCut =
		groups.length > shown.length || groups.some((group) => group.length > NAMES_SHOWN + 1);
	return (
		<PartSection id="groups" heading={t("groups.heading")}>
			{groups.length > shown.length ? <p>{t("groups.many", { count: groups.length })}</p> : null}
			<ul className="mt-1 max-w-prose list-disc ps-5">
				{groups.length === 0 ? <li>{t("groups.none")}</li> : null}
				{shown.map((group) => (
					<li key={group.join(" ")}>{words(group, first)}</li>
				))}
			</ul>
			{isCut ? (
				<details className="mt-1">
					<summary className="link inline-flex min-h-11 items-center">
						{t("groups.all-groups", { count: groups.length })}
					</summary>
					<ol className="mt-1 max-w-prose list-decimal ps-8 text-sm">
						{groups.map((group) => (
							<li key={group.join(" ")}>{all(group)}</li>
						))}
					</ol>
				</details>
			) : null}
			<p className="mt-2 max-w-prose text-quiet text-sm">{t("groups.explain")}</p>
		</PartSection>
	);
}
