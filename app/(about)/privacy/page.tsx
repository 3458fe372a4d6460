import type { Metadata } from "next";
import Link from "next/link";
import { Points, TextPage, TextSection } from "#components/about/text-page.tsx";
import { FormOutcome } from "#components/ui/form-outcome.tsx";
import { consentTextKeys, consentVersion } from "#lib/arena/consent.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "privacy");
	return { title: t("title"), description: t("description") };
}

const doneKeys = ["vote-withdrawn", "account-deleted"] as const;
const problemKeys = ["receipt-not-found", "not-signed-in"] as const;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function PrivacyPage({ searchParams }: { searchParams: Search }) {
	const t = translator(await pageLocale(), "privacy");
	const { done, problem } = await searchParams;
	const actor = await pageActor();
	const doneKey = doneKeys.find((key) => key === done);
	const problemKey = problemKeys.find((key) => key === problem);
	const isCode = typeof problem === "string" && /^[a-z-]{1,60}$/.test(problem);
	return (
		<TextPage title={t("title")} lead={t("lead")}>
			<div className="mt-6">
				<FormOutcome
					done={doneKey === undefined ? null : t(`done.${doneKey}`)}
					problem={
						problemKey !== undefined
							? t(`problem.${problemKey}`)
							: isCode
								? t("problem.other", { code: problem })
								: null
					}
					problemTitle={t("problem.title")}
				/>
			</div>
			<TextSection id="consent" heading={t("consent.heading")}>
				<Points items={consentTextKeys.map((key) => ({ key, text: t(key) }))} />
				<p className="mt-3 text-quiet text-sm">{t("version", { version: consentVersion })}</p>
			</TextSection>
			<TextSection id="stored" heading={t("stored.heading")}>
				<Points
					items={(["battle", "vote", "voter", "network", "account", "trace"] as const).map(
						(key) => ({
							key,
							text: t(`stored.${key}`),
						}),
					)}
				/>
			</TextSection>
			<TextSection id="not-stored" heading={t("not.heading")}>
				<Points
					items={(["trackers", "logs", "cookies"] as const).map((key) => ({
						key,
						text: t(`not.${key}`),
					}))}
				/>
			</TextSection>
			<TextSection id="published" heading={t("published.heading")}>
				<p>{t("published.text")}</p>
				<p className="mt-2">
					<Link href="/data" prefetch={false} className="link">
						{t("published.data")}
					</Link>
				</p>
			</TextSection>
			<TextSection id="withdraw" heading={t("withdraw.heading")}>
				<p>{t("withdraw.how")}</p>
				<form method="post" action="/api/receipts" className="mt-4 flex flex-wrap items-end gap-2">
					<label className="block min-w-0 grow">
						<span className="mb-1 block">{t("withdraw.receipt")}</span>
						<input
							name="receipt"
							required
							maxLength={200}
							autoComplete="off"
							className="field figures"
						/>
					</label>
					<button type="submit" className="button">
						{t("withdraw.submit")}
					</button>
				</form>
				<h3 className="mt-8 mb-2 font-semibold">{t("withdraw.account-heading")}</h3>
				{actor.via === "session" ? (
					<form method="post" action="/api/auth/forget" className="grid gap-3">
						<p>{t("withdraw.account")}</p>
						<label className="flex min-h-11 items-center gap-2">
							<input type="checkbox" name="confirm" value="yes" required className="size-5" />
							{t("withdraw.account-confirm")}
						</label>
						<button type="submit" className="button justify-self-start">
							{t("withdraw.account-submit")}
						</button>
					</form>
				) : (
					<p>
						{t("withdraw.account-out")}{" "}
						<Link href="/sign-in" prefetch={false} className="link">
							{t("withdraw.sign-in")}
						</Link>
					</p>
				)}
			</TextSection>
		</TextPage>
	);
}
