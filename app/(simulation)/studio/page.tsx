import type { Metadata } from "next";
import Link from "next/link";
import { NoAccess } from "#components/simulation/no-access.tsx";
import { RunTable } from "#components/simulation/run-table.tsx";
import { StudioFrame } from "#components/simulation/studio-frame.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { runsQuery } from "#lib/http/run-schemas.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { mayRun } from "#lib/services/run/assert-runs.ts";
import { listRuns } from "#lib/services/run/list-runs.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "studio");
	return { title: t("title"), description: t("description") };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

const RUNS_SHOWN = 50;

export default async function StudioPage({ searchParams }: { searchParams: Search }) {
	const locale = await pageLocale();
	const words = { t: translator(locale, "studio"), locale };
	const { t } = words;
	if (!mayRun(await pageActor())) return <NoAccess words={words} back="/studio" />;
	const search = await searchParams;
	const before = runsQuery.shape.before.safeParse(search["before"]);
	const runs = await listRuns({
		limit: RUNS_SHOWN,
		before: before.success ? before.data : undefined,
	});
	const last = runs.length === RUNS_SHOWN ? runs.at(-1) : undefined;
	return (
		<StudioFrame
			words={words}
			page="runs"
			heading={t("runs.heading")}
			lead={t("lead")}
			search={search}
			mayRun
		>
			{runs.length === 0 ? (
				<div className="notice max-w-prose">
					<p>{t("runs.none")}</p>
					<Link
						href="/studio/new"
						prefetch={false}
						className="link inline-flex min-h-11 items-center"
					>
						{t("runs.first")}
					</Link>
				</div>
			) : (
				<RunTable runs={runs} words={words} nowMs={Date.now()} />
			)}
			{last === undefined ? null : (
				<p className="mt-4">
					<Link href={`/studio?before=${last.id}`} prefetch={false} className="button">
						{t("runs.older")}
					</Link>
				</p>
			)}
		</StudioFrame>
	);
}
