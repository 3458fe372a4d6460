import type { Locale, translator } from "#lib/i18n/translate.ts";
import { type BoardFilter, type TurnsRange, turnsRanges } from "#lib/ranking/board-filter.ts";
import { suiteOfCategory } from "#lib/simulation/suites/suite-of-category.ts";
import { languageName } from "./format.ts";

type Words = ReturnType<typeof translator<"leaderboard">>;

/** The filters as a plain form: what is chosen stands in the address. Works without script. */
export function FilterForm(props: {
	filter: BoardFilter;
	isOpenOnly: boolean;
	/** Codes with votes, most votes first. */
	categories: readonly string[];
	languages: readonly string[];
	t: Words;
	locale: Locale;
	origins: readonly BoardFilter["origin"][];
	/** Kinds of judgement to choose from; none when there are only people's votes. */
	kinds: readonly BoardFilter["kind"][];
	/** Retired models are shown, and stay so. */
	withRetired: boolean;
}) {
	const { filter, t } = props;
	const withChosen = (codes: readonly string[], chosen: string | null) =>
		chosen === null || codes.includes(chosen) ? codes : [chosen, ...codes];
	return (
		<form
			action="/leaderboard"
			className="mt-6 grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-4"
		>
			<Choice id="origin" label={t("origin.label")} value={filter.origin}>
				{withChosen(props.origins, filter.origin).map((origin) => (
					<option key={origin} value={origin}>
						{t(`origin.${origin as BoardFilter["origin"]}`)}
					</option>
				))}
			</Choice>
			<Choice id="category" label={t("filter.category")} value={filter.category ?? ""}>
				<option value="">{t("filter.any")}</option>
				{withChosen(props.categories, filter.category).map((category) => (
					<option key={category} value={category}>
						{categoryName(t, category)}
					</option>
				))}
			</Choice>
			<Choice id="language" label={t("filter.language")} value={filter.language ?? ""}>
				<option value="">{t("filter.any")}</option>
				{withChosen(props.languages, filter.language).map((language) => (
					<option key={language} value={language}>
						{languageName(props.locale, language)}
					</option>
				))}
			</Choice>
			<Choice id="turns" label={t("filter.turns")} value={filter.turns ?? ""}>
				<option value="">{t("filter.any")}</option>
				{(Object.keys(turnsRanges) as TurnsRange[]).map((turns) => (
					<option key={turns} value={turns}>
						{t(`filter.turns-of.${turns}`)}
					</option>
				))}
			</Choice>
			{props.kinds.length === 0 && filter.kind === "vote" ? null : (
				<Choice id="kind" label={t("filter.kind")} value={filter.kind}>
					{withChosen(props.kinds, filter.kind).map((kind) => (
						<option key={kind} value={kind}>
							{t(`kind.${kind as BoardFilter["kind"]}`)}
						</option>
					))}
				</Choice>
			)}
			{(["from", "to"] as const).map((name) => (
				<label key={name} className="text-quiet text-sm">
					{t(`filter.${name}`)}
					<input
						type="date"
						name={name}
						defaultValue={filter[name] ?? ""}
						className="field text-ink"
					/>
				</label>
			))}
			<Check name="style" value="on" isChecked={filter.style === "on"} label={t("filter.style")} />
			<Check name="open" value="1" isChecked={props.isOpenOnly} label={t("filter.open")} />
			{props.withRetired ? <input type="hidden" name="retired" value="1" /> : null}
			<div className="col-span-full flex flex-wrap gap-3">
				<button type="submit" className="button">
					{t("filter.apply")}
				</button>
				<a href="/leaderboard" className="button button-plain link">
					{t("filter.reset")}
				</a>
			</div>
		</form>
	);
}

/** A category in words, that of a suite by the suite's name, or its code where there are none. */
export function categoryName(t: Words, category: string): string {
	const key = `category.${category}` as Parameters<typeof t.has>[0];
	if (t.has(key)) return t(key as "category.code");
	const ofSuite = suiteOfCategory(category);
	if (ofSuite === null) return category;
	const { suite, category: own } = ofSuite;
	return own === null ? suite.name : `${suite.name}: ${own}`;
}

function Check(props: { name: string; value: string; isChecked: boolean; label: string }) {
	return (
		<label className="flex min-h-11 items-center gap-2 text-sm">
			<input
				type="checkbox"
				name={props.name}
				value={props.value}
				defaultChecked={props.isChecked}
				className="size-5 accent-(--accent)"
			/>
			{props.label}
		</label>
	);
}

function Choice(props: { id: string; label: string; value: string; children: React.ReactNode }) {
	return (
		<label className="text-quiet text-sm">
			{props.label}
			<select name={props.id} defaultValue={props.value} className="field text-ink">
				{props.children}
			</select>
		</label>
	);
}
