import { languageName } from "#components/ranking/format.ts";
import type { OfferedModel } from "./model-choice.tsx";
import type { StudioWords } from "./studio-words.ts";
import { Labelled, Tick } from "./tick.tsx";

export interface PlayableSuite {
	slug: string;
	name: string;
	summary: string;
	contested: string;
	languages: readonly string[];
	practice: { from: number; count: number };
	controls: readonly { name: string; title: string }[];
	others: readonly { seat: string; programs: readonly { needsModel: boolean }[] }[];
}

/** Begins a scenario with a person in one of its seats. */
export function PlayForm(props: {
	words: StudioWords;
	suite: PlayableSuite;
	models: readonly OfferedModel[];
	/** A scenario drawn for this page. */
	seed: number;
}) {
	const { words, suite, models } = props;
	const { t } = words;
	const { contested, practice } = suite;
	const seats = [...suite.others.map(({ seat }) => seat), contested];
	return (
		<form method="post" action="/studio/play/start" className="grid max-w-xl gap-5">
			<input type="hidden" name="suite" value={suite.slug} />
			<fieldset>
				<legend className="font-semibold text-lg">{t("play.seat")}</legend>
				{seats.map((seat, i) => (
					<Tick key={seat} type="radio" name="seat" value={seat} isChosen={i === 0} isRequired>
						{seat === contested ? t("play.contested", { seat }) : seat}
					</Tick>
				))}
			</fieldset>
			<Labelled label={t("play.model", { seat: contested })} hint={t("play.model-unused")}>
				<select name="model" className="field">
					{models.map(({ slug, name }) => (
						<option key={slug} value={slug}>
							{name}
						</option>
					))}
				</select>
			</Labelled>
			<Labelled
				label={t("play.seed")}
				hint={t("play.seed-hint", {
					from: practice.from,
					to: practice.from + practice.count - 1,
				})}
			>
				<input
					name="seed"
					inputMode="numeric"
					required
					maxLength={10}
					defaultValue={props.seed}
					className="field figures"
				/>
			</Labelled>
			{suite.controls.length === 0 ? null : (
				<Labelled label={t("play.control")}>
					<select name="control" className="field">
						<option value="">{t("new.control-main")}</option>
						{suite.controls.map(({ name, title }) => (
							<option key={name} value={name} lang="en">
								{title}
							</option>
						))}
					</select>
				</Labelled>
			)}
			{suite.languages.length < 2 ? null : (
				<Labelled label={t("play.language")}>
					<select name="language" className="field">
						<option value="">{t("play.drawn")}</option>
						{suite.languages.map((code) => (
							<option key={code} value={code}>
								{languageName(words.locale, code)}
							</option>
						))}
					</select>
				</Labelled>
			)}
			<div>
				<button type="submit" className="button button-main">
					{t("play.start")}
				</button>
			</div>
		</form>
	);
}
