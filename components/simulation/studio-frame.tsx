import Link from "next/link";
import type { ReactNode } from "react";
import { FormOutcome } from "#components/ui/form-outcome.tsx";
import type { StudioWords } from "./studio-words.ts";

const places = [
	{ page: "runs", href: "/studio" },
	{ page: "new", href: "/studio/new" },
	{ page: "play", href: "/studio/play" },
	{ page: "compare", href: "/studio/compare" },
] as const;
export type StudioPage = (typeof places)[number]["page"];

const doneKeys = ["launched", "pause", "resume", "cancel"] as const;
const problemKeys = [
	"run-invalid",
	"key-needs-admin",
	"run-state",
	"run-not-found",
	"seat-unknown",
	"invalid-input",
	"forbidden",
] as const;

/** The frame of a studio page: heading, way around for those who may use it, and what the last form did. */
export function StudioFrame(props: {
	words: StudioWords;
	/** Null on a page of no entry's own, such as a run's. */
	page: StudioPage | null;
	heading: string;
	lead?: ReactNode;
	/** The page's query, from which `done` and `problem` are read. */
	search?: Record<string, string | string[] | undefined>;
	mayRun: boolean;
	children: ReactNode;
}) {
	const { t } = props.words;
	const { done, problem } = props.search ?? {};
	const doneKey = doneKeys.find((key) => key === done);
	const isCode = typeof problem === "string" && /^[a-z-]{1,60}$/.test(problem);
	return (
		<main id="main" className="page">
			<p className="text-quiet text-sm">{t("title")}</p>
			<h1 className="font-bold text-3xl" dir="auto">
				{props.heading}
			</h1>
			{props.mayRun ? (
				<nav aria-label={t("nav.label")} className="studio-nav">
					{places.map(({ page, href }) => (
						<Link
							key={page}
							href={href}
							prefetch={false}
							className="nav-link"
							aria-current={page === props.page ? "page" : undefined}
						>
							{t(`nav.${page}`)}
						</Link>
					))}
				</nav>
			) : (
				<div className="mb-6" />
			)}
			<FormOutcome
				done={doneKey === undefined ? null : t(`done.${doneKey}`)}
				problem={isCode ? problemText(props.words, problem) : null}
				problemTitle={t("problem.title")}
			/>
			{props.lead === undefined ? null : (
				<p className="mb-6 max-w-prose text-quiet">{props.lead}</p>
			)}
			{props.children}
		</main>
	);
}

function problemText({ t }: StudioWords, code: string): string {
	const key = problemKeys.find((known) => known === code);
	return key === undefined ? t("problem.other", { code }) : t(`problem.${key}`);
}
