import type { ReactNode } from "react";
import { FormOutcome } from "#components/ui/form-outcome.tsx";
import { AdminNav, type AdminPage } from "./admin-nav.tsx";
import { type AdminWords, wordFor } from "./admin-words.ts";

const doneKeys = [
	"model-paused",
	"model-resumed",
	"model-tested",
	"weight-set",
	"pairing-set",
	"voter-excluded",
	"voter-included",
	"key-created",
	"key-revoked",
	"role-set",
] as const;
const problemKeys = [
	"not-found",
	"unknown-model",
	"model-not-active",
	"weight-invalid",
	"pairing-rule-unknown",
	"pairing-shares-invalid",
	"pairing-votes-invalid",
	"reason-missing",
	"invalid-input",
	"own-role",
] as const;

/** The frame of an admin page: heading, way around, and what the last form did. */
export function AdminFrame(props: {
	t: AdminWords;
	page: AdminPage;
	lead?: string;
	/** The page's query, from which `done` and `problem` are read. */
	search?: Record<string, string | string[] | undefined>;
	children: ReactNode;
}) {
	const { t, page } = props;
	const { done, problem } = props.search ?? {};
	const doneKey = doneKeys.find((key) => key === done);
	const isCode = typeof problem === "string" && /^[a-z-]{1,60}$/.test(problem);
	return (
		<main id="main" className="page">
			<p className="text-quiet text-sm">{t("title")}</p>
			<h1 className="font-bold text-3xl">{t(`nav.${page}`)}</h1>
			<AdminNav current={page} label={t("nav.label")} names={(name) => t(`nav.${name}`)} />
			<FormOutcome
				done={doneKey === undefined ? null : t(`done.${doneKey}`)}
				problem={isCode ? problemText(t, problem) : null}
				problemTitle={t("problem.title")}
			/>
			{props.lead === undefined ? null : (
				<p className="mb-6 max-w-prose text-quiet">{props.lead}</p>
			)}
			{props.children}
		</main>
	);
}

function problemText(t: AdminWords, code: string): string {
	const known = wordFor(problemKeys, code, (key) => t(`problem.${key}`));
	return known === code ? t("problem.other", { code }) : known;
}
