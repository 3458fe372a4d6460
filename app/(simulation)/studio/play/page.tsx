import type { Metadata } from "next";
import Link from "next/link";
import { NoAccess } from "#components/simulation/no-access.tsx";
import { PlayForm } from "#components/simulation/play-form.tsx";
import { StudioFrame } from "#components/simulation/studio-frame.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { mayRun } from "#lib/services/run/assert-runs.ts";
import { listPlayers } from "#lib/services/run/list-choices.ts";
import { findSuite, suites } from "#lib/simulation/suites/catalogue.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: translator(await pageLocale(), "studio")("play.heading") };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

/** First the suite, then the seat in one of its scenarios. */
export default async function PlayPage({ searchParams }: { searchParams: Search }) {
	const locale = await pageLocale();
	const words = { t: translator(locale, "studio"), locale };
	const { t } = words;
	if (!mayRun(await pageActor())) return <NoAccess words={words} back="/studio/play" />;
	const search = await searchParams;
	const asked = search["suite"];
	const suite = typeof asked === "string" ? findSuite(asked) : undefined;
	return (
		<StudioFrame
			words={words}
			page="play"
			heading={t("play.heading")}
			lead={t("play.lead")}
			search={search}
			mayRun
		>
			{suite === undefined ? (
				<>
					{suites.length === 0 ? <p className="notice">{t("new.suites-none")}</p> : null}
					<ul className="grid gap-3 sm:grid-cols-2">
						{suites.map(({ slug, name, code, summary }) => (
							<li key={slug} className="suite-card">
								<Link
									href={`/studio/play?suite=${slug}`}
									prefetch={false}
									className="link inline-flex min-h-8 items-center font-semibold"
									lang="en"
								>
									{name}
								</Link>{" "}
								<span className="figures text-quiet text-sm">{code}</span>
								<p className="text-quiet text-sm" lang="en">
									{summary}
								</p>
							</li>
						))}
					</ul>
				</>
			) : (
				<>
					<h2 className="font-bold text-xl" lang="en">
						{suite.name}
					</h2>
					<p className="mt-1 max-w-prose text-quiet" lang="en">
						{suite.summary}
					</p>
					<p className="mb-4">
						<Link
							href="/studio/play"
							prefetch={false}
							className="link inline-flex min-h-11 items-center"
						>
							{t("play.other-suite")}
						</Link>
					</p>
					<PlayForm
						words={words}
						suite={suite}
						models={await listPlayers()}
						seed={suite.practice.from + Math.floor(Math.random() * suite.practice.count)}
					/>
				</>
			)}
		</StudioFrame>
	);
}
