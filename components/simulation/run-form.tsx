import Link from "next/link";
import { lensNames } from "#lib/simulation/run-config.ts";
import { ModelChoice, type OfferedModel } from "./model-choice.tsx";
import type { StudioWords } from "./studio-words.ts";
import { type Chosen, type OfferedSuite, SuiteChoice, type SuiteFields } from "./suite-choice.tsx";
import { Labelled, Tick } from "./tick.tsx";

interface Props {
	words: StudioWords;
	suites: readonly OfferedSuite[];
	models: readonly OfferedModel[];
	chosen: Chosen;
	fields: SuiteFields;
}

/** A new run in three steps, as one plain form whose choices stand in the address of the preview. */
export function RunForm(props: Props) {
	const { words, suites, models, chosen } = props;
	const { t } = words;
	const talkers = models.filter(({ group }) => group !== "juror");
	return (
		<form action="/studio/new/check" method="get">
			<div className="max-w-xl">
				<Labelled label={t("new.name")} hint={t("new.name-hint")}>
					<input
						name="name"
						maxLength={120}
						defaultValue={chosen("name")[0] ?? ""}
						className="field"
					/>
				</Labelled>
			</div>
			<fieldset className="studio-step">
				<legend>{t("new.who")}</legend>
				<fieldset>
					<legend className="mb-2 font-semibold text-lg">{t("new.suites")}</legend>
					{suites.length === 0 ? <p className="notice">{t("new.suites-none")}</p> : null}
					<div className="grid gap-3">
						{suites.map((suite) => (
							<SuiteChoice key={suite.slug} {...props} models={talkers} suite={suite} />
						))}
					</div>
				</fieldset>
				<ModelChoice words={words} models={models} chosen={chosen} />
			</fieldset>
			<JudgedStep {...props} />
			<CostStep {...props} />
			<div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">
				<button type="submit" className="button button-main">
					{t("new.preview")}
				</button>
				<Link href="/studio/new/check?yaml=" prefetch={false} className="link">
					{t("new.yaml")}
				</Link>
			</div>
		</form>
	);
}

function JudgedStep({ words, models, chosen }: Props) {
	const { t } = words;
	const jurors = models.filter(({ group }) => group !== "player");
	const lenses = chosen("lens");
	return (
		<fieldset className="studio-step">
			<legend>{t("new.judged")}</legend>
			<p className="font-semibold text-lg">{t("new.programs")}</p>
			<p className="max-w-prose text-quiet">{t("new.programs-hint")}</p>
			<details className="mt-4" open={chosen("juror").length > 0}>
				<summary className="min-h-11 content-center font-semibold text-lg">{t("new.jury")}</summary>
				<p className="max-w-prose text-quiet">{t("new.jury-hint")}</p>
				<div className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
					<fieldset>
						<legend className="font-semibold">{t("new.jurors")}</legend>
						{jurors.map(({ slug, name }) => (
							<Tick key={slug} name="juror" value={slug} isChosen={chosen("juror").includes(slug)}>
								{name}
							</Tick>
						))}
					</fieldset>
					<div>
						<fieldset>
							<legend className="font-semibold">{t("new.lenses")}</legend>
							{lensNames.map((lens) => (
								<Tick key={lens} name="lens" value={lens} isChosen={lenses.includes(lens)}>
									{t(`new.lens.${lens}`)}
								</Tick>
							))}
						</fieldset>
						<Figure
							name="battlesMax"
							label={t("new.battles-max")}
							chosen={chosen}
							placeholder={t("new.no-limit")}
						/>
					</div>
				</div>
			</details>
		</fieldset>
	);
}

function CostStep({ words, chosen }: Props) {
	const { t } = words;
	const none = t("new.no-limit");
	return (
		<fieldset className="studio-step">
			<legend>{t("new.cost")}</legend>
			<div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
				<Figure name="count" label={t("new.seeds")} chosen={chosen} usual="8" />
				<Labelled label={t("new.range")}>
					<select name="range" defaultValue={chosen("range")[0] ?? "practice"} className="field">
						{(["practice", "board"] as const).map((range) => (
							<option key={range} value={range}>
								{t(`new.range-of.${range}`)}
							</option>
						))}
					</select>
				</Labelled>
				<Figure name="replicates" label={t("new.replicates")} chosen={chosen} usual="1" />
				<Figure name="seed" label={t("new.seed")} chosen={chosen} usual="1" />
				<Figure name="concurrency" label={t("new.concurrency")} chosen={chosen} usual="8" />
			</div>
			<fieldset className="mt-5">
				<legend className="font-semibold text-lg">{t("new.budget")}</legend>
				<div className="mt-1 grid grid-cols-2 gap-3 sm:grid-cols-4">
					{(["usd", "calls", "tokens", "minutes"] as const).map((name) => (
						<Figure
							key={name}
							name={name}
							label={t(`new.${name}`)}
							chosen={chosen}
							placeholder={none}
						/>
					))}
				</div>
			</fieldset>
			<div className="mt-4">
				<Tick name="dry" value="3" isChosen={chosen("dry").length > 0}>
					{t("new.dry-run")}
				</Tick>
			</div>
		</fieldset>
	);
}

function Figure(props: {
	name: string;
	label: string;
	chosen: Chosen;
	usual?: string;
	placeholder?: string;
}) {
	return (
		<Labelled label={props.label}>
			<input
				name={props.name}
				inputMode="decimal"
				maxLength={20}
				defaultValue={props.chosen(props.name)[0] ?? props.usual ?? ""}
				placeholder={props.placeholder}
				className="field figures"
			/>
		</Labelled>
	);
}
