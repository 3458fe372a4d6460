import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CompareForm } from "#components/simulation/compare-form.tsx";
import { ComparisonTables } from "#components/simulation/comparison-table.tsx";
import { NoAccess } from "#components/simulation/no-access.tsx";
import { StudioFrame } from "#components/simulation/studio-frame.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { mayRun } from "#lib/services/run/assert-runs.ts";
import { compareRuns } from "#lib/services/run/compare-runs.ts";
import { listRuns } from "#lib/services/run/list-runs.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "studio");
	return { title: t("compare.heading"), robots: { index: false } };
}

/** Runs offered to choose from. */
const RUNS_OFFERED = 100;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Two runs against each other. Whoever knows both links may read it; the list to choose from is the studio's. */
export default async function ComparePage({ searchParams }: { searchParams: Search }) {
	const locale = await pageLocale();
	const words = { t: translator(locale, "studio"), locale };
	const { t } = words;
	const search = await searchParams;
	const [a, b] = (["a", "b"] as const).map((name) => {
		const value = search[name];
		return typeof value === "string" && value !== "" ? value : undefined;
	});
	const isAllowed = mayRun(await pageActor());
	if (!isAllowed && (a === undefined || b === undefined))
		return <NoAccess words={words} back="/studio/compare" />;
	const runs = isAllowed ? await listRuns({ limit: RUNS_OFFERED }) : [];
	const compared = a === undefined || b === undefined ? null : await compare(a, b);
	return (
		<StudioFrame
			words={words}
			page="compare"
			heading={t("compare.heading")}
			lead={t("compare.lead")}
			search={search}
			mayRun={isAllowed}
		>
			{isAllowed && runs.length < 2 ? <p className="notice">{t("compare.none")}</p> : null}
			{runs.length < 2 ? null : <CompareForm words={words} runs={runs} a={a} b={b} />}
			{compared === null ? null : (
				<>
					<p className="mt-6 flex flex-wrap gap-x-3">
						{compared.runs.map((run, i) => (
							<span key={run.slug}>
								<span className="text-quiet">
									{t(i === 0 ? "compare.first" : "compare.second")}:{" "}
								</span>
								<Link
									href={`/studio/runs/${run.slug}`}
									prefetch={false}
									className="link"
									dir="auto"
								>
									{run.name}
								</Link>
							</span>
						))}
					</p>
					{compared.isAcross ? <p className="notice mt-4">{t("compare.across")}</p> : null}
					{compared.cells.length === 0 ? (
						<p className="notice mt-4">{t("compare.nothing")}</p>
					) : (
						<ComparisonTables words={words} cells={compared.cells} />
					)}
					<p className="mt-6 max-w-prose text-quiet text-sm">{t("compare.hint")}</p>
				</>
			)}
		</StudioFrame>
	);
}

const compare = (a: string, b: string) =>
	compareRuns(a, b).catch((error: unknown) => {
		if (isAppError(error, "run-not-found")) return notFound();
		throw error;
	});
