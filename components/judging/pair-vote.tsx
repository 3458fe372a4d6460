import { type Locale, translator } from "#lib/i18n/translate.ts";

/** The vote on a pair: a plain form, so that it works without script. */
export function PairVote({ sealed, locale }: { sealed: string; locale: Locale }) {
	const t = translator(locale, "judges");
	return (
		<form action="/api/judge/votes" method="post" className="mt-6 max-w-prose">
			<input type="hidden" name="pair" value={sealed} />
			<label className="block text-quiet text-sm">
				{t("pair.comment")}
				<textarea name="comment" rows={2} maxLength={2000} className="field text-ink" />
			</label>
			<fieldset className="mt-3">
				<legend className="font-semibold">{t("pair.question")}</legend>
				<div className="mt-2 flex flex-wrap gap-3">
					{(["left", "right", "tie", "both_bad"] as const).map((choice) => (
						<button key={choice} type="submit" name="choice" value={choice} className="button">
							{t(`pair.choice.${choice}`)}
						</button>
					))}
				</div>
			</fieldset>
			<p className="mt-2 text-quiet text-sm">{t("pair.after")}</p>
		</form>
	);
}
