import type { EpisodeWords } from "./episode-words.ts";
import type { OfferedModel } from "./model-choice.tsx";
import { Labelled } from "./tick.tsx";

/** Continues a conversation from a turn. Folded away it is a link, so that 500 turns have one form. */
export function ForkForm(props: {
	words: EpisodeWords;
	slug: string;
	turn: number;
	isOpen: boolean;
	models: readonly OfferedModel[];
}) {
	const { words, slug, turn } = props;
	const { t } = words;
	if (!props.isOpen)
		return (
			<p className="mt-1">
				<a
					className="link inline-flex min-h-8 items-center text-sm"
					href={`/e/${slug}?fork=${turn}#fork`}
				>
					{t("fork.open")}
					<span className="sr-only"> ({t("turn", { turn })})</span>
				</a>
			</p>
		);
	return (
		<form id="fork" method="post" action={`/e/${slug}/fork`} className="notice mt-3 max-w-prose">
			<input type="hidden" name="turn" value={turn} />
			<h3 className="font-semibold">{t("fork.heading", { turn })}</h3>
			<p className="mb-2 text-quiet text-sm">{t("fork.text")}</p>
			<Labelled label={t("fork.model")}>
				<select name="model" className="field">
					{props.models.map((model) => (
						<option key={model.slug} value={model.slug}>
							{model.name}
						</option>
					))}
					<option value="">{t("fork.self")}</option>
				</select>
			</Labelled>
			<div className="mt-3 flex flex-wrap gap-2">
				<button type="submit" className="button button-main">
					{t("fork.submit")}
				</button>
				<a href={`/e/${slug}#turn-${turn}`} className="button button-plain">
					{t("fork.cancel")}
				</a>
			</div>
		</form>
	);
}
