import type { ReactNode } from "react";
import type { translator } from "#lib/i18n/translate.ts";

type Words = ReturnType<typeof translator<"data">>;

/** Builds a download by choosing: a plain form whose address is the download. Works without script. */
export function SliceForm(props: {
	t: Words;
	formats: readonly string[];
	encodings: readonly string[];
	origins: readonly string[];
	languages: readonly { code: string; name: string }[];
	categories: readonly string[];
	models: readonly { slug: string; name: string }[];
}) {
	const { t } = props;
	const any = <option value="">{t("slice.any")}</option>;
	return (
		<form action="/api/exports/battles" className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3">
			<Choice id="format" label={t("slice.format")}>
				{props.formats.map((format) => (
					<option key={format}>{format}</option>
				))}
			</Choice>
			<Choice id="as" label={t("slice.as")}>
				{props.encodings.map((encoding) => (
					<option key={encoding}>{encoding}</option>
				))}
			</Choice>
			<Choice id="origin" label={t("slice.origin")}>
				{any}
				{props.origins.map((origin) => (
					<option key={origin} value={origin}>
						{originName(t, origin)}
					</option>
				))}
			</Choice>
			<Choice id="language" label={t("slice.language")}>
				{any}
				{props.languages.map(({ code, name }) => (
					<option key={code} value={code}>
						{name}
					</option>
				))}
			</Choice>
			<Choice id="category" label={t("slice.category")}>
				{any}
				{props.categories.map((category) => (
					<option key={category}>{category}</option>
				))}
			</Choice>
			<Choice id="model" label={t("slice.model")}>
				{any}
				{props.models.map(({ slug, name }) => (
					<option key={slug} value={slug}>
						{name}
					</option>
				))}
			</Choice>
			<Choice id="kind" label={t("slice.kind")}>
				<option value="">{t("slice.kind-vote")}</option>
				<option value="verdict">{t("slice.kind-verdict")}</option>
				<option value="check">{t("slice.kind-check")}</option>
			</Choice>
			<Choice id="counted" label={t("slice.counted")}>
				{any}
				<option value="true">{t("slice.counted-true")}</option>
				<option value="false">{t("slice.counted-false")}</option>
			</Choice>
			{(["from", "to"] as const).map((name) => (
				<label key={name} className="text-quiet text-sm">
					{t(`slice.${name}`)}
					<input type="date" name={name} className="field text-ink" />
				</label>
			))}
			<div className="col-span-full">
				<button type="submit" className="button button-main">
					{t("slice.download")}
				</button>
			</div>
		</form>
	);
}

/** The name of an origin, or its code when it is a new one. */
export function originName(t: Words, origin: string): string {
	return origin === "human" || origin === "simulated" || origin === "imported"
		? t(`origin.${origin}`)
		: origin;
}

function Choice(props: { id: string; label: string; children: ReactNode }) {
	return (
		<label className="text-quiet text-sm">
			{props.label}
			<select name={props.id} className="field text-ink">
				{props.children}
			</select>
		</label>
	);
}
