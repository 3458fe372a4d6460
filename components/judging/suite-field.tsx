import type { translator } from "#lib/i18n/translate.ts";

/** A choice of one suite or all. */
export function SuiteField(props: {
	t: ReturnType<typeof translator<"judges">>;
	suites: readonly { slug: string; name: string }[];
	value: string;
}) {
	const { t } = props;
	return (
		<label className="text-quiet text-sm">
			{t("filter.suite")}
			<select name="suite" defaultValue={props.value} className="field text-ink">
				<option value="">{t("filter.all")}</option>
				{props.suites.map(({ slug, name }) => (
					<option key={slug} value={slug}>
						{name}
					</option>
				))}
			</select>
		</label>
	);
}
