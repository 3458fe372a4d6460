import {
	NEW_VOTES_MAX,
	type PairingSettings,
	pairingRules,
	SCORED_UNIFORM_SHARE,
	usualUniformShare,
} from "#lib/arena/pairing-settings.ts";
import type { AdminWords } from "./admin-words.ts";

/** The rule of pairing with its shares, to look at (in the address) and to keep. */
export function PairingForm({ t, shown }: { t: AdminWords; shown: PairingSettings }) {
	return (
		<form method="post" action="/api/admin/pairing" className="mb-4 max-w-prose">
			<label className="block">
				<span className="mb-1 block text-quiet text-sm">{t("pairing.rule")}</span>
				<select key={shown.rule} name="rule" defaultValue={shown.rule} className="field text-ink">
					{pairingRules.map((rule) => (
						<option key={rule} value={rule}>
							{t(`pairing.rules.${rule}`)}
						</option>
					))}
				</select>
			</label>
			<div className="my-3 flex flex-wrap gap-3">
				<Figure
					name="uniformShare"
					label={t("pairing.uniform-share")}
					value={shown.uniformShare}
					usual={usualUniformShare(shown.rule)}
				/>
				<Figure name="newShare" label={t("pairing.new-share")} value={shown.newShare} usual={0} />
				<Figure
					name="newVotesMax"
					label={t("pairing.new-votes")}
					value={shown.newVotesMax}
					usual={NEW_VOTES_MAX}
				/>
			</div>
			<p id="pairing-hint" className="mb-3 text-quiet text-sm">
				{t("pairing.hint", { share: SCORED_UNIFORM_SHARE, votes: NEW_VOTES_MAX })}
			</p>
			<div className="flex flex-wrap gap-2">
				<button
					type="submit"
					formMethod="get"
					formAction="/admin/models#pairs"
					className="button button-small"
				>
					{t("pairing.preview")}
				</button>
				<button type="submit" className="button button-small">
					{t("pairing.use")}
				</button>
			</div>
		</form>
	);
}

/** The usual figure is left empty, so that it follows when another rule is chosen. */
function Figure(props: { name: string; label: string; value: number; usual: number }) {
	const value = props.value === props.usual ? "" : String(props.value);
	return (
		<label className="block">
			<span className="mb-1 block text-quiet text-sm">{props.label}</span>
			<input
				key={value}
				name={props.name}
				inputMode="decimal"
				size={8}
				maxLength={20}
				defaultValue={value}
				placeholder={String(props.usual)}
				aria-describedby="pairing-hint"
				className="admin-field figures"
			/>
		</label>
	);
}
