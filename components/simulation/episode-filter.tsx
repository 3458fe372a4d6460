import { type EpisodeWords, episodeStateName, episodeStates, reasonName } from "./episode-words.ts";
import type { StudioWords } from "./studio-words.ts";
import { Labelled } from "./tick.tsx";

/** What a list of conversations shows; an absent one shows all. */
export interface ShownEpisodes {
	suite?: string | undefined;
	model?: string | undefined;
	state?: string | undefined;
	reason?: string | undefined;
}

/** Filters of a run's conversations as a plain form: what is chosen stands in the address. */
export function EpisodeFilter(props: {
	words: StudioWords;
	episodeWords: EpisodeWords;
	action: string;
	shown: ShownEpisodes;
	suites: readonly string[];
	models: readonly string[];
	/** Reasons that occur. */
	reasons: readonly string[];
}) {
	const { t } = props.words;
	const { shown } = props;
	const words = props.episodeWords.t;
	const choices = [
		["suite", props.suites, (value: string) => value],
		["model", props.models, (value: string) => value],
		["state", episodeStates, (value: string) => episodeStateName(words, value)],
		["reason", props.reasons, (value: string) => reasonName(words, value)],
	] as const;
	return (
		<form
			action={`${props.action}#conversations`}
			className="mb-4 grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-5"
		>
			{choices.map(([name, values, nameOfValue]) => (
				<Labelled key={name} label={t(`run.${name}`)}>
					<select name={name} defaultValue={shown[name] ?? ""} className="field">
						<option value="">{t("run.any")}</option>
						{withChosen(values, shown[name]).map((value) => (
							<option key={value} value={value}>
								{nameOfValue(value)}
							</option>
						))}
					</select>
				</Labelled>
			))}
			<div className="flex flex-wrap gap-2">
				<button type="submit" className="button">
					{t("run.apply")}
				</button>
				{Object.values(shown).some((value) => value !== undefined) ? (
					<a href={`${props.action}#conversations`} className="button button-plain">
						{t("run.clear")}
					</a>
				) : null}
			</div>
		</form>
	);
}

const withChosen = (values: readonly string[], chosen: string | undefined): readonly string[] =>
	chosen === undefined || values.includes(chosen) ? values : [chosen, ...values];
