import { figuresOf } from "#components/ranking/format.ts";
import type { StudioWords } from "./studio-words.ts";
import { Labelled } from "./tick.tsx";

interface Run {
	slug: string;
	name: string;
	createdAt: string;
}

/** Chooses the runs to compare; with `first` only the other one. */
export function CompareForm(props: {
	words: StudioWords;
	runs: readonly Run[];
	first?: string;
	a?: string | undefined;
	b?: string | undefined;
}) {
	const { words, runs, first } = props;
	const { t } = words;
	const { moment } = figuresOf(words.locale);
	const choice = (name: "a" | "b", label: string, chosen: string | undefined) => (
		<Labelled label={label}>
			<select name={name} defaultValue={chosen ?? runs[0]?.slug} className="field">
				{runs.map((run) => (
					<option key={run.slug} value={run.slug}>
						{`${run.name} (${moment(run.createdAt)})`}
					</option>
				))}
			</select>
		</Labelled>
	);
	return (
		<form
			action="/studio/compare"
			className="grid max-w-4xl items-end gap-3 sm:grid-cols-[1fr_1fr_auto]"
		>
			{first === undefined ? (
				choice("a", t("compare.first"), props.a)
			) : (
				<input type="hidden" name="a" value={first} />
			)}
			{choice("b", first === undefined ? t("compare.second") : t("run.other"), props.b)}
			<div>
				<button type="submit" className="button">
					{t("compare.submit")}
				</button>
			</div>
		</form>
	);
}
