import Link from "next/link";
import type { Locale } from "#lib/i18n/translate.ts";
import { translator } from "#lib/i18n/translate.ts";
import { DataTable } from "./data-table.tsx";
import { figuresOf } from "./format.ts";
import { FactList, Section } from "./section.tsx";

/** What is declared about a model. */
export type ModelFacts = {
	maker: string;
	family: string | null;
	licence: string | null;
	openWeights: boolean;
	contextTokens: number | null;
	inputModalities: readonly string[];
	priceInputUsd: number | null;
	priceOutputUsd: number | null;
	sampling: Readonly<Record<string, unknown>>;
	hasSystemPrefix: boolean;
};

/** Declared facts; what nobody declared is said to be unknown. */
export function FactSection({ model, locale }: { model: ModelFacts; locale: Locale }) {
	const t = translator(locale, "model");
	const figures = figuresOf(locale);
	const unknown = t("facts.unknown");
	const sampling = Object.entries(model.sampling).map(
		([name, value]) => `${name} ${String(value)}`,
	);
	return (
		<Section id="facts" heading={t("facts.heading")}>
			<FactList
				facts={[
					[t("facts.maker"), model.maker],
					[t("facts.family"), model.family ?? unknown],
					[t("facts.licence"), model.licence ?? unknown],
					[t("facts.weights"), t(model.openWeights ? "facts.open" : "facts.closed")],
					[
						t("facts.context"),
						model.contextTokens === null
							? unknown
							: t("facts.tokens", { count: model.contextTokens }),
					],
					[t("facts.input"), figures.list(model.inputModalities)],
					[
						t("facts.price"),
						model.priceInputUsd === null || model.priceOutputUsd === null
							? unknown
							: t("facts.price-value", {
									input: figures.price(model.priceInputUsd),
									output: figures.price(model.priceOutputUsd),
								}),
					],
					[t("facts.sampling"), sampling.length === 0 ? t("facts.default") : sampling.join(", ")],
					[t("facts.prefix"), t(model.hasSystemPrefix ? "facts.prefix-yes" : "facts.prefix-no")],
				]}
			/>
		</Section>
	);
}

/** How fast and how reliable its newest calls were. */
export function SpeedSection(props: {
	speed: {
		calls: number;
		firstTokenMs: number | null;
		tokensPerSecond: number | null;
		failureShare: number | null;
	};
	failures: readonly { code: string; calls: number }[];
	locale: Locale;
}) {
	const t = translator(props.locale, "model");
	const { duration, whole, fineShare } = figuresOf(props.locale);
	const { calls, firstTokenMs, tokensPerSecond, failureShare } = props.speed;
	const unknown = t("speed.unknown");
	return (
		<Section id="speed" heading={t("speed.heading")}>
			<p>
				{calls === 0
					? t("speed.none")
					: t("speed.text", {
							calls,
							first: firstTokenMs === null ? unknown : duration(firstTokenMs),
							rate:
								tokensPerSecond === null
									? unknown
									: t("speed.rate", { rate: whole(tokensPerSecond) }),
							failed: failureShare === null ? unknown : fineShare(failureShare),
						})}
			</p>
			{props.failures.length === 0 ? null : (
				<div className="mt-3">
					<DataTable
						caption={t("speed.causes")}
						scrollLabel={t("scroll", { name: t("speed.causes") })}
						columns={[t("speed.cause"), t("speed.calls")]}
						rows={props.failures.map(({ code, calls: count }) => [code, whole(count)])}
					/>
				</div>
			)}
		</Section>
	);
}

/** What was behind the name, and since when. */
export function ServedSection(props: {
	served: readonly { fingerprint: string; settings: unknown; from: string; until: string | null }[];
	returnedModels: readonly { name: string; calls: number }[];
	locale: Locale;
}) {
	const t = translator(props.locale, "model");
	const { moment, list } = figuresOf(props.locale);
	return (
		<Section id="served" heading={t("served.heading")} text={t("served.text")}>
			{props.served.length === 0 ? <p className="text-quiet">{t("served.none")}</p> : null}
			<ol className="grid gap-2">
				{props.served.map((entry) => (
					<li key={entry.fingerprint + entry.from}>
						<details>
							<summary className="min-h-11 content-center">
								<time dateTime={entry.from}>{moment(entry.from)}</time>
								{" – "}
								{entry.until === null ? (
									t("served.now")
								) : (
									<time dateTime={entry.until}>{moment(entry.until)}</time>
								)}
								<span className="figures ms-3 text-quiet">{entry.fingerprint.slice(0, 12)}</span>
							</summary>
							<pre className="figures whitespace-pre-wrap break-words rounded bg-sunken p-3 text-sm">
								{JSON.stringify(entry.settings, null, 2)}
							</pre>
						</details>
					</li>
				))}
			</ol>
			{props.returnedModels.length === 0 ? null : (
				<p className="mt-2 text-quiet text-sm">
					{t("served.returned", {
						list: list(props.returnedModels.map((entry) => t("served.returned-entry", entry))),
					})}
				</p>
			)}
		</Section>
	);
}

/** Lost battles that anybody may read. */
export function LossSection(props: {
	losses: readonly { battleSlug: string; opponent: string; turns: number; at: string }[];
	nameOf: (slug: string) => string;
	locale: Locale;
}) {
	const t = translator(props.locale, "model");
	const { day } = figuresOf(props.locale);
	return (
		<Section id="losses" heading={t("losses.heading")} text={t("losses.text")}>
			{props.losses.length === 0 ? <p className="text-quiet">{t("losses.none")}</p> : null}
			<ul>
				{props.losses.map((loss) => (
					<li key={loss.battleSlug}>
						<Link
							href={`/r/${loss.battleSlug}`}
							prefetch={false}
							className="link inline-flex min-h-11 items-center"
						>
							{t("losses.entry", { opponent: props.nameOf(loss.opponent), turns: loss.turns })}
						</Link>{" "}
						<span className="text-quiet text-sm">{day(loss.at)}</span>
					</li>
				))}
			</ul>
		</Section>
	);
}
