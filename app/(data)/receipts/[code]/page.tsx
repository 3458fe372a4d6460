import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { FactList } from "#components/ranking/section.tsx";
import type { VoteView } from "#lib/arena/battle.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { findReceipt, type Receipt } from "#lib/services/vote/find-receipt.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "data");
	return { title: t("receipt.title"), robots: { index: false } };
}

export default async function ReceiptPage({ params }: { params: Promise<{ code: string }> }) {
	const { code } = await params;
	const locale = await pageLocale();
	const t = translator(locale, "data");
	const receipt = await ownReceipt(decodeURIComponent(code));
	const { vote } = receipt;
	const time = new Intl.DateTimeFormat(locale, {
		dateStyle: "long",
		timeStyle: "medium",
		timeZone: "UTC",
	});
	const listed = (reasons: readonly string[]) => (reasons.length === 0 ? "–" : reasons.join(", "));
	return (
		<main id="main" className="page">
			<h1 className="font-bold text-3xl">{t("receipt.title")}</h1>
			<p className="mt-2 break-all font-figures">{receipt.receipt}</p>
			<div className="mt-6">
				<FactList
					facts={[
						[
							t("receipt.about"),
							vote.scope === "battle"
								? t("receipt.battle")
								: t("receipt.turn", { turn: vote.turn }),
						],
						[t("receipt.outcome"), t(`outcome.${vote.outcome}`)],
						[t("receipt.reasons-a"), listed(vote.reasons.a)],
						[t("receipt.reasons-b"), listed(vote.reasons.b)],
						[t("receipt.comment"), vote.comment ?? "–"],
						[t("receipt.at"), `${time.format(new Date(vote.at))} UTC`],
						[t("receipt.version"), String(vote.version)],
						[t("receipt.counts"), countsText(t, receipt)],
					]}
				/>
			</div>
			{receipt.earlier.length === 0 ? null : (
				<>
					<h2 className="mt-8 font-bold text-xl">{t("receipt.earlier")}</h2>
					<ol className="mt-2 list-decimal ps-5">
						{receipt.earlier.map((earlier: VoteView) => (
							<li key={earlier.voteId}>
								{t(`outcome.${earlier.outcome}`)}, {time.format(new Date(earlier.at))} UTC
							</li>
						))}
					</ol>
				</>
			)}
			<div className="mt-8 max-w-prose">
				{vote.withdrawn ? <p className="notice">{t("receipt.withdrawn")}</p> : null}
				{vote.withdrawn || !receipt.isOwn ? null : (
					<form action={`/receipts/${encodeURIComponent(receipt.receipt)}/withdraw`} method="post">
						<p className="mb-3 text-quiet">{t("receipt.withdraw-text")}</p>
						<button type="submit" className="button">
							{t("receipt.withdraw")}
						</button>
					</form>
				)}
				<p className="mt-6">
					<Link href="/data" prefetch={false} className="link">
						{t("receipt.back")}
					</Link>
				</p>
			</div>
		</main>
	);
}

/** A receipt that does not exist and somebody else's look the same: not found. */
async function ownReceipt(code: string): Promise<Receipt> {
	try {
		return await findReceipt(await pageActor(), code);
	} catch (error) {
		if (isAppError(error, "receipt-not-found")) notFound();
		throw error;
	}
}

function countsText(t: ReturnType<typeof translator<"data">>, receipt: Receipt): string {
	if (receipt.counts) return t("receipt.does-count");
	return t("receipt.does-not-count", {
		reasons: receipt.exclusions.map((reason) => t(`exclusion.${reason}`)).join("; "),
	});
}
