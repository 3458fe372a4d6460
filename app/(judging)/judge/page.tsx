import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PairColumns } from "#components/judging/pair-columns.tsx";
import { PairRevealPanel } from "#components/judging/pair-reveal.tsx";
import { PairVote } from "#components/judging/pair-vote.tsx";
import { SuiteField } from "#components/judging/suite-field.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { type Locale, translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { readPair } from "#lib/services/vote/judge-pair.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "judges");
	return { title: t("pair.title"), description: t("pair.description"), robots: { index: false } };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

/** One page for a pair before and after the vote; before it, no byte of it names a model. */
export default async function JudgePage({ searchParams }: { searchParams: Search }) {
	const { pair, problem } = await searchParams;
	const locale = await pageLocale();
	const t = translator(locale, "judges");
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{t("pair.title")}</h1>
			{typeof problem === "string" ? (
				<p className="notice notice-danger mt-4 max-w-prose">{problemText(t, problem)}</p>
			) : null}
			{typeof pair === "string" ? (
				<PairPart sealed={pair} locale={locale} />
			) : (
				<p className="mt-2 max-w-prose text-quiet">{t("pair.intro")}</p>
			)}
			<DrawForm locale={locale} isAnother={typeof pair === "string"} />
		</main>
	);
}

async function PairPart({ sealed, locale }: { sealed: string; locale: Locale }) {
	const t = translator(locale, "judges");
	const { pair, reveal } = await readOwn(sealed);
	return (
		<>
			<p className="mt-2 max-w-prose">
				<strong lang="en">{pair.task}</strong>
			</p>
			{pair.instructions === "" ? null : (
				<details className="mt-2 max-w-prose">
					<summary className="link inline-flex min-h-11 items-center">
						{t("pair.told", { seat: pair.contested })}
					</summary>
					<p lang={pair.language} dir="auto" className="whitespace-pre-wrap break-words">
						{pair.instructions}
					</p>
				</details>
			)}
			{reveal === null ? null : <PairRevealPanel {...reveal} locale={locale} />}
			<PairColumns
				left={pair.left}
				right={pair.right}
				names={reveal === null ? null : { left: reveal.left.name, right: reveal.right.name }}
				contested={pair.contested}
				language={pair.language}
				locale={locale}
			/>
			{reveal === null ? <PairVote sealed={sealed} locale={locale} /> : null}
		</>
	);
}

/** Draws a pair, of one suite if wanted. */
function DrawForm({ locale, isAnother }: { locale: Locale; isAnother: boolean }) {
	const t = translator(locale, "judges");
	return (
		<form
			action="/api/judge/draw"
			method="post"
			className="mt-8 flex flex-wrap items-end gap-3 border-line border-t pt-4"
		>
			<SuiteField t={t} suites={suites} value="" />
			<button type="submit" className="button">
				{t(isAnother ? "pair.another" : "pair.draw")}
			</button>
			<p className="w-full text-quiet text-sm">
				{t("pair.consent")}{" "}
				<Link href="/privacy" prefetch={false} className="link">
					{t("pair.privacy")}
				</Link>
			</p>
		</form>
	);
}

async function readOwn(sealed: string) {
	try {
		return await readPair(await pageActor(), sealed);
	} catch (error) {
		if (isAppError(error, "pair-not-found")) notFound();
		throw error;
	}
}

function problemText(t: ReturnType<typeof translator<"judges">>, code: string): string {
	const key = `pair.problem.${code}` as "pair.problem.other";
	return t.has(key) ? t(key) : t("pair.problem.other");
}
