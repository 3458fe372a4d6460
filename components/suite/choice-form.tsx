import { languageName } from "#components/ranking/format.ts";
import { driversText } from "./drivers-text.ts";
import type { SuiteContext } from "./suite-context.ts";

/** What of a suite's results is shown; stands in the address. */
export interface SuiteChoice {
	others: string | null;
	language: string | null;
	first: string | null;
	second: string | null;
}

/** A plain form that goes back to the suite's page and keeps what it does not ask. */
export function SuiteForm(props: {
	context: SuiteContext;
	anchor: string;
	kept: Partial<Record<keyof SuiteChoice, string | null>>;
	submit: string;
	children: React.ReactNode;
}) {
	const kept = Object.entries(props.kept).flatMap(([name, value]) =>
		value === null || value === undefined ? [] : [{ name, value }],
	);
	return (
		<form
			action={`/suites/${props.context.suite.slug}#${props.anchor}`}
			className="mt-3 mb-4 grid items-end gap-3 sm:grid-cols-[repeat(auto-fit,minmax(12rem,max-content))]"
		>
			{kept.map(({ name, value }) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{props.children}
			<div>
				<button type="submit" className="button">
					{props.submit}
				</button>
			</div>
		</form>
	);
}

/** A select of a suite's form. */
export function SuiteSelect(props: {
	name: keyof SuiteChoice;
	label: string;
	value: string | null;
	options: readonly { value: string; text: string }[];
}) {
	return (
		<label className="min-w-0 text-quiet text-sm">
			{props.label}
			<select name={props.name} defaultValue={props.value ?? ""} className="field text-ink">
				{props.options.map(({ value, text }) => (
					<option key={value} value={value}>
						{text}
					</option>
				))}
			</select>
		</label>
	);
}

/** The choice of who sat in the other seats, and of a language; nothing where there is nothing to choose. */
export function ChoiceForm(props: {
	context: SuiteContext;
	users: readonly { drivers: string; episodes: number }[];
	languages: readonly string[];
	choice: SuiteChoice;
}) {
	const { context, users, languages, choice } = props;
	const { suite, locale, t } = context;
	const isOneLanguage = languages.length < 2 && choice.language === null;
	const texts = users.map(({ drivers, episodes }) => ({
		value: drivers,
		text: t("results.users-one", {
			drivers: driversText(suite, drivers) ?? t("results.nobody"),
			count: episodes,
		}),
	}));
	if (users.length < 2 && isOneLanguage)
		return (
			<p className="mb-3 max-w-prose">
				{t("results.users")}: {texts[0]?.text}.
			</p>
		);
	return (
		<SuiteForm
			context={context}
			anchor="results"
			kept={{ first: choice.first, second: choice.second }}
			submit={t("results.apply")}
		>
			<SuiteSelect name="others" label={t("results.users")} value={choice.others} options={texts} />
			{isOneLanguage ? null : (
				<SuiteSelect
					name="language"
					label={t("results.language")}
					value={choice.language}
					options={[
						{ value: "", text: t("results.any") },
						...languages.map((code) => ({ value: code, text: languageName(locale, code) })),
					]}
				/>
			)}
		</SuiteForm>
	);
}
