import type { StudioWords } from "./studio-words.ts";
import type { Chosen } from "./suite-choice.tsx";
import { Tick } from "./tick.tsx";

export interface OfferedModel {
	slug: string;
	name: string;
	/** `player`: a program of known strength; `juror`: one that only judges; `house`: another program of ours. */
	group: "model" | "player" | "house" | "juror";
}

/** Who may sit in the contested seat, real models first. */
export function ModelChoice(props: {
	words: StudioWords;
	models: readonly OfferedModel[];
	chosen: Chosen;
}) {
	const { t } = props.words;
	const of = (group: OfferedModel["group"]) =>
		props.models.filter((model) => model.group === group);
	const players = of("player");
	const chosen = props.chosen("model");
	return (
		<fieldset className="mt-6">
			<legend className="font-semibold text-lg">{t("new.models")}</legend>
			<p className="text-quiet text-sm">{t("new.models-hint")}</p>
			{props.models.length === 0 ? <p className="notice mt-2">{t("new.models-none")}</p> : null}
			<div className="mt-2 grid gap-x-8 gap-y-4 sm:grid-cols-2">
				{(["model", "house"] as const).map((group) =>
					of(group).length === 0 ? null : (
						<div key={group}>
							<p className="font-semibold">
								{t(group === "model" ? "new.real-models" : "new.house-models")}
							</p>
							{of(group).map((model) => (
								<ModelTick key={model.slug} model={model} chosen={chosen} />
							))}
						</div>
					),
				)}
				{players.length === 0 ? null : (
					<div>
						<p className="font-semibold">{t("new.house-players")}</p>
						<p className="text-quiet text-sm">{t("new.house-players-hint")}</p>
						<Tick name="model" value="house-players" isChosen={chosen.includes("house-players")}>
							{t("new.all", { n: players.length })}
						</Tick>
						{players.map((model) => (
							<ModelTick key={model.slug} model={model} chosen={chosen} />
						))}
					</div>
				)}
			</div>
		</fieldset>
	);
}

function ModelTick({ model, chosen }: { model: OfferedModel; chosen: readonly string[] }) {
	return (
		<Tick name="model" value={model.slug} isChosen={chosen.includes(model.slug)}>
			{model.name} <span className="figures break-all text-quiet text-sm">{model.slug}</span>
		</Tick>
	);
}
