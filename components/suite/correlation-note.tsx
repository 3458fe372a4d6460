import { figuresOf } from "#components/ranking/format.ts";
import { type Locale, translator } from "#lib/i18n/translate.ts";
import { COMMON_MIN, type OrderComparison } from "#lib/ranking/compare-orders.ts";
import { metricFormat } from "./metric-format.ts";

const LISTED_MAX = 5;

/** How two leaderboards agree, in words; null when one of them could not be calculated now. */
export function CorrelationNote(props: {
	/** Such as "by programs". */
	first: string;
	second: string;
	found: OrderComparison | null;
	nameOf: (slug: string) => string;
	locale: Locale;
}) {
	const { found, first, second, locale } = props;
	const t = translator(locale, "suites");
	const figures = figuresOf(locale);
	if (found === null) return <p>{t("boards.busy")}</p>;
	if (found.models < COMMON_MIN) return <p>{t("boards.too-few", { models: found.models })}</p>;
	const listed = found.disagreements.slice(0, LISTED_MAX);
	const more = found.disagreements.length - listed.length;
	const lines = [
		...listed.map((line) =>
			t("boards.disagreement", {
				model: props.nameOf(line.model),
				first: line.first,
				firstName: first,
				second: line.second,
				secondName: second,
			}),
		),
		...(more > 0 ? [t("boards.more", { count: more })] : []),
	];
	return (
		<p>
			{found.spearman === null
				? t("boards.alike")
				: t("boards.value", {
						value: metricFormat(locale).correlation(found.spearman),
						models: found.models,
					})}{" "}
			{found.spearman === null || lines.length === 0 ? null : (
				<span className="text-quiet">
					{t("boards.disagreements", { list: figures.list(lines) })}
				</span>
			)}
		</p>
	);
}
