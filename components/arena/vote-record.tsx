"use client";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { CopyButton, copyText } from "#components/ui/copy-button.tsx";
import type { RevealView, VoteView } from "#lib/arena/battle.ts";
import { type Problem, problemFrom } from "./battle-api.ts";
import { ProblemText } from "./problem-text.tsx";
import type { Choice } from "./sides.ts";
import { VoteBar } from "./vote-bar.tsx";

export interface VoteActions {
	changeVote: (choice: Choice) => Promise<void>;
	withdraw: (receipt: string) => Promise<void>;
	/** Makes the conversation readable by its link. */
	share: () => Promise<void>;
	keepGoing: () => void;
}

/** The stored vote: whether it counts and why not, its receipt, and what may still be done with it. */
export function VoteRecord(props: { vote: VoteView; reveal: RevealView; actions: VoteActions }) {
	const { vote, reveal, actions } = props;
	const t = useTranslations("battle");
	const [problem, setProblem] = useState<Problem | null>(null);
	const [shared, setShared] = useState<"no" | "copied" | "shown">("no");
	const attempt = (work: Promise<void>) => {
		setProblem(null);
		work.catch((error: unknown) => setProblem(problemFrom(error)));
	};
	const link = () => new URL(reveal.replayPath, location.origin).href;
	const share = async () => {
		await actions.share();
		setShared((await copyText(link())) ? "copied" : "shown");
	};
	return (
		<div className="mt-5 flex flex-col gap-4">
			{vote.withdrawn ? (
				<p className="notice">{t("reveal.withdrawn")}</p>
			) : reveal.counts ? (
				<p className="notice border-s-good">{t("reveal.counts")}</p>
			) : (
				<div className="notice">
					<p>{t("reveal.counts-not")}</p>
					<ul className="ms-5 list-disc">
						{reveal.exclusions.map((reason) => (
							<li key={reason}>{t(`exclusion.${reason}`)}</li>
						))}
					</ul>
				</div>
			)}
			<div className="flex flex-wrap gap-2">
				<a href="/" className="button button-main">
					{t("new")}
				</a>
				<button type="button" className="button" onClick={actions.keepGoing}>
					{t("reveal.keep-going")}
				</button>
				<a href={reveal.replayPath} className="button">
					{t("reveal.replay")}
				</a>
				<button type="button" className="button" onClick={() => attempt(share())}>
					{t("reveal.share")}
				</button>
			</div>
			<div role="status">
				{shared === "copied" ? <p>{t("reveal.shared")}</p> : null}
				{shared === "shown" ? (
					<p>
						{t("reveal.shared-link")} <span className="figures break-all">{link()}</span>
					</p>
				) : null}
			</div>
			{problem === null ? null : (
				<div className="notice notice-danger" role="alert">
					<ProblemText problem={problem} action="vote" />
				</div>
			)}
			<details>
				<summary className="min-h-11 content-center text-quiet underline underline-offset-4">
					{t("reveal.receipt")}
				</summary>
				<p className="flex flex-wrap items-center gap-2">
					<code className="figures break-all">{vote.receipt}</code>
					<CopyButton
						text={vote.receipt}
						label={t("reply.copy")}
						name={t("reply.copy")}
						done={t("reply.copied")}
					/>
				</p>
				<p className="text-quiet text-sm">{t("reveal.receipt-hint")}</p>
				{vote.withdrawn ? null : (
					<>
						<button
							type="button"
							className="button my-2"
							onClick={() => attempt(actions.withdraw(vote.receipt))}
						>
							{t("reveal.withdraw")}
						</button>
						<h3 className="mt-2 font-bold">{t("reveal.change")}</h3>
						<p className="mb-2 text-quiet text-sm">{t("reveal.change-hint")}</p>
						<VoteBar isEnabled onChoose={(choice) => attempt(actions.changeVote(choice))} />
					</>
				)}
			</details>
		</div>
	);
}
