import Link from "next/link";
import { type Locale, translator } from "#lib/i18n/translate.ts";
import type { BoardFilter } from "#lib/ranking/board-filter.ts";
import type { Suite } from "#lib/simulation/suite.ts";

/** Under a leaderboard of simulated battles: how those are compared, and where the suite is explained. */
export function SuiteLinks(props: {
	locale: Locale;
	suite: Suite | null;
	kind: BoardFilter["kind"];
}) {
	const { suite, kind } = props;
	const t = translator(props.locale, "suites");
	return (
		<p className="mt-2 max-w-prose">
			{kind === "check" || kind === "all" ? <>{t("board.programs-note")} </> : null}
			<Link
				href={suite === null ? "/suites" : `/suites/${suite.slug}`}
				prefetch={false}
				className="link"
			>
				{suite === null ? t("board.to-suites") : t("board.to-suite", { name: suite.name })}
			</Link>
		</p>
	);
}
