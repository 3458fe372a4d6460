import Link from "next/link";
import type { translator } from "#lib/i18n/translate.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import type { TableModel } from "./board-table.tsx";
import { type Shown, shownSearch } from "./shown-models.ts";

/** How many rated models are hidden because they are retired, and the way to see them. */
export function RetiredNote(props: {
	snapshot: Snapshot;
	models: ReadonlyMap<string, TableModel>;
	shown: Shown;
	/** The address of this leaderboard with further parameters. */
	search: (extra: Record<string, string>) => string;
	t: ReturnType<typeof translator<"leaderboard">>;
}) {
	const { snapshot, models, shown, t } = props;
	const count = snapshot.rows.filter(({ model }) => models.get(model)?.state === "retired").length;
	if (count === 0) return null;
	const { withRetired } = shown;
	return (
		<p className="mt-3 text-sm">
			<span className="text-quiet">
				{withRetired ? t("retired.shown") : t("retired.hidden", { count })}
			</span>{" "}
			<Link
				className="link inline-flex min-h-11 items-center"
				prefetch={false}
				href={props.search(shownSearch({ ...shown, withRetired: !withRetired }))}
			>
				{withRetired ? t("retired.hide") : t("retired.show", { count })}
			</Link>
		</p>
	);
}
