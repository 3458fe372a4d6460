import type { SuiteModel } from "#lib/simulation/suite-results.ts";
import type { SuiteContext } from "./suite-context.ts";

/** What void means, and why conversations were. */
export function VoidNote(props: { context: SuiteContext; models: readonly SuiteModel[] }) {
	const { t, figures } = props.context;
	const reasons = new Map<string, number>();
	for (const { attempts } of props.models)
		for (const [reason, count] of Object.entries(attempts.reasons))
			reasons.set(reason, (reasons.get(reason) ?? 0) + count);
	const listed = [...reasons].map(([reason, count]) => `${reason} (${figures.whole(count)})`);
	return (
		<p className="mt-3 max-w-prose text-quiet text-sm">
			{t("results.void-note")}
			{listed.length === 0 ? null : (
				<> {t("results.void-reasons", { reasons: listed.join(", ") })}</>
			)}
		</p>
	);
}
