"use client";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Problem } from "./battle-api.ts";

type Action = "send" | "stop" | "retry" | "vote" | "load";

/** What went wrong, what was kept, what to do, and the request id to quote. */
export function ProblemText({ problem, action }: { problem: Problem; action: Action }) {
	const t = useTranslations("battle.problem");
	const isGone = problem.status === 404 || problem.status === 401 || problem.status === 403;
	const text = () => {
		if (problem.code === "network") return action === "send" ? t("network") : t("network-other");
		if (problem.code === "rate-limited") return t("rate-limited");
		if (problem.code === "turn-in-progress") return t("turn-in-progress");
		if (isGone) return t("gone");
		return problem.detail === "" ? t("other") : problem.detail;
	};
	return (
		<p>
			{text()} {action === "send" && problem.code !== "network" && !isGone ? `${t("kept")} ` : null}
			{problem.retryAtMs === null ? null : <Wait untilMs={problem.retryAtMs} />}
			{problem.requestId === null ? null : (
				<span className="figures block text-quiet text-sm">
					{t("request-id", { id: problem.requestId })}
				</span>
			)}
		</p>
	);
}

function Wait({ untilMs }: { untilMs: number }) {
	const t = useTranslations("battle.problem");
	const [nowMs, setNow] = useState(() => Date.now());
	const seconds = Math.ceil((untilMs - nowMs) / 1000);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 1000);
		return () => clearInterval(timer);
	}, []);
	return seconds > 0 ? <span>{t("rate-limited-wait", { seconds })}</span> : null;
}
