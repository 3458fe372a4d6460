import Link from "next/link";
import type { Locale } from "#lib/i18n/translate.ts";
import { translator } from "#lib/i18n/translate.ts";
import { boardSearch } from "#lib/ranking/board-filter.ts";
import type { StoredCriticism } from "#lib/ranking/criticism-record.ts";
import type { Snapshot } from "#lib/ranking/snapshot.ts";
import {
	cycleSummary,
	cyclicShareWords,
	flipWords,
	phiWords,
	residualSummary,
} from "./criticism-words.ts";
import { figuresOf } from "./format.ts";
import { ClusterFormula, StyleFormula } from "./formula.tsx";
import { Section } from "./section.tsx";

type Props = {
	snapshot: Snapshot;
	stored: StoredCriticism | null;
	nameOf: (slug: string) => string;
	locale: Locale;
};

/** The method beyond the scores themselves: errors, style, places, checks and their limits. */
export function MethodSections({ snapshot, stored, nameOf, locale }: Props) {
	const t = translator(locale, "methodology");
	const c = translator(locale, "criticism");
	const words = { nameOf, c, figures: figuresOf(locale) };
	const criticism = stored?.criticism ?? null;
	const styled = boardSearch({ ...snapshot.filter, style: "on" });
	const { votes = null, voters = null } = criticism?.robustness ?? {};
	return (
		<>
			<Section id="errors" heading={t("errors.heading")}>
				<div className="grid gap-3">
					<p>{t("errors.text")}</p>
					<p>{t("errors.fewer")}</p>
					<p className="notice">
						{snapshot.parameters["cluster"] === "voter" && snapshot.clusters !== null
							? t("errors.now-voter", { count: snapshot.clusters })
							: t("errors.now-independent")}
					</p>
				</div>
			</Section>
			<Section id="style" heading={t("style.heading")}>
				<div className="grid gap-3">
					<p>{t("style.text")}</p>
					<p>{t("style.caution")}</p>
					<p>{t("style.repeat")}</p>
				</div>
				<Link
					href={`/leaderboard${styled}`}
					prefetch={false}
					className="link inline-flex min-h-11 items-center"
				>
					{t("style.link")}
				</Link>
			</Section>
			<Section id="places" heading={t("places.heading")}>
				<div className="grid gap-3">
					<p>{t("places.text")}</p>
					<p>{t("places.chances")}</p>
				</div>
			</Section>
			<Section id="flip" heading={t("flip.heading")}>
				<p>{t("flip.text")}</p>
				<Now
					heading={t("flip.now")}
					sentences={[
						votes === null ? null : flipWords(votes, "votes", words),
						voters === null ? null : flipWords(voters, "voters", words),
					]}
				/>
			</Section>
			<Section id="fit" heading={t("fit.heading")}>
				<ul className="grid list-disc gap-2 ps-5">
					{(["calibration", "residuals", "cycles", "voters", "ties"] as const).map((check) => (
						<li key={check}>{t(`fit.${check}`)}</li>
					))}
				</ul>
				{criticism === null ? null : (
					<Now
						heading={t("fit.now")}
						sentences={[
							residualSummary(criticism, words),
							phiWords(criticism, words),
							cycleSummary(criticism, words),
							cyclicShareWords(criticism, words),
						]}
					/>
				)}
			</Section>
			<Section id="judges" heading={t("judges.heading")}>
				<div className="grid gap-3">
					<p>{t("judges.text")}</p>
					<p>{t("judges.powered")}</p>
					<p>{t("judges.aware")}</p>
					<p>{t("judges.command")}</p>
				</div>
			</Section>
			<Section id="limits" heading={t("limits.heading")}>
				<ul className="grid list-disc gap-2 ps-5">
					{(["who", "what", "time", "watch", "fit"] as const).map((limit) => (
						<li key={limit}>{t(`limits.${limit}`)}</li>
					))}
				</ul>
			</Section>
		</>
	);
}

/** The formulas that belong to them. */
export function MethodFormulas({ locale }: { locale: Locale }) {
	const t = translator(locale, "methodology");
	return (
		<>
			<p className="mt-3">{t("errors.formula")}</p>
			<ClusterFormula />
			<p>{t("style.formula")}</p>
			<StyleFormula />
		</>
	);
}

/** Where the methods come from, as papers are cited. */
export function SourceList({ locale }: { locale: Locale }) {
	const t = translator(locale, "methodology");
	return (
		<Section id="sources" heading={t("sources.heading")}>
			<p>{t("sources.list")}</p>
			<ul className="mt-2 list-disc ps-5 text-sm">
				{sources.map((source) => (
					<li key={source}>{source}</li>
				))}
			</ul>
		</Section>
	);
}

function Now({ heading, sentences }: { heading: string; sentences: (string | null)[] }) {
	const said = sentences.filter((sentence) => sentence !== null);
	if (said.length === 0) return null;
	return (
		<div className="notice mt-3">
			<p className="font-semibold">{heading}</p>
			{said.map((sentence) => (
				<p key={sentence}>{sentence}</p>
			))}
		</div>
	);
}

// Titles of papers stay in their own language.
const sources = [
	"Bradley, Terry: Rank analysis of incomplete block designs. Biometrika 39, 1952.",
	"Ford: Solution of a ranking problem from binary comparisons. Amer. Math. Monthly 64, 1957.",
	"Rao, Kupper: Ties in paired-comparison experiments. J. Amer. Statist. Assoc. 62, 1967.",
	"Davidson: On extending the Bradley-Terry model to accommodate ties. J. Amer. Statist. Assoc. 65, 1970.",
	"Huber: The behavior of maximum likelihood estimates under nonstandard conditions. Proc. Fifth Berkeley Symp., 1967; White: Maximum likelihood estimation of misspecified models. Econometrica 50, 1982.",
	"Liang, Zeger: Longitudinal data analysis using generalized linear models. Biometrika 73, 1986.",
	"Chiang et al.: Chatbot Arena. ICML 2024.",
	"Mogstad, Romano, Shaikh, Wilhelm: Inference for ranks. Rev. Econ. Stud. 91, 2024.",
	"Broderick, Giordano, Meager: An automatic finite-sample robustness metric. arXiv 2011.14999.",
	"Benjamini, Hochberg: Controlling the false discovery rate. J. R. Statist. Soc. B 57, 1995.",
	"Holm: A simple sequentially rejective multiple test procedure. Scand. J. Statist. 6, 1979.",
	"Jiang, Lim, Yao, Ye: Statistical ranking and combinatorial Hodge theory. Math. Program. 127, 2011.",
	"Stone: Cross-validatory choice and assessment of statistical predictions. J. R. Statist. Soc. B 36, 1974.",
	"Angelopoulos, Duchi, Zrnic: PPI++: Efficient prediction-powered inference. 2023.",
];
