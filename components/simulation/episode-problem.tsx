import { FormOutcome } from "#components/ui/form-outcome.tsx";
import type { EpisodeWords } from "./episode-words.ts";

const keys = [
	"seat-not-asked",
	"text-empty",
	"text-too-long",
	"fork-impossible",
	"pair-impossible",
	"unknown-model",
	"suite-changed",
	"invalid-input",
	"forbidden",
] as const;

/** Why the form that led here changed nothing. */
export function EpisodeProblem({ words, code }: { words: EpisodeWords; code: string | null }) {
	const { t } = words;
	if (code === null || !/^[a-z-]{1,60}$/.test(code)) return null;
	const key = keys.find((known) => known === code);
	return (
		<FormOutcome
			done={null}
			problem={key === undefined ? t("problem.other", { code }) : t(`problem.${key}`)}
			problemTitle={t("problem.title")}
		/>
	);
}
