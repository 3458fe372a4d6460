import Link from "next/link";
import { money } from "#components/arena/amounts.ts";
import { figuresOf } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { StateMark } from "./state-mark.tsx";
import { runStateName, type StudioWords } from "./studio-words.ts";

interface Run {
	id: string;
	slug: string;
	name: string;
	state: string;
	createdAt: string;
	episodes: number;
	finished: number;
	void: number;
	costUsd: number;
	suites: readonly string[];
	models: readonly string[];
}

/** As many models are named. */
const MODELS_NAMED = 3;

/** Runs with state, progress and spend. */
export function RunTable(props: { runs: readonly Run[]; words: StudioWords; nowMs: number }) {
	const { t, locale } = props.words;
	const figures = figuresOf(locale);
	return (
		<ScrollBox label={t("runs.scroll")}>
			<table className="studio-table">
				<caption className="sr-only">{t("runs.table")}</caption>
				<thead>
					<tr>
						<th scope="col">{t("runs.run")}</th>
						<th scope="col">{t("runs.state")}</th>
						<th scope="col">{t("runs.progress")}</th>
						<th scope="col" className="text-end">
							{t("runs.spend")}
						</th>
						<th scope="col">{t("runs.suites")}</th>
						<th scope="col">{t("runs.models")}</th>
						<th scope="col">{t("runs.started")}</th>
					</tr>
				</thead>
				<tbody>
					{props.runs.map((run) => (
						<tr key={run.id}>
							<th scope="row">
								<Link
									href={`/studio/runs/${run.slug}`}
									prefetch={false}
									className="link inline-block min-w-32 py-1"
									dir="auto"
								>
									{run.name}
								</Link>
							</th>
							<td>
								<StateMark state={run.state} name={runStateName(t, run.state)} />
							</td>
							<td className="min-w-36">
								<progress
									className="studio-progress"
									max={Math.max(1, run.episodes)}
									value={run.finished}
									aria-label={t("runs.progress")}
								/>
								<span className="figures text-sm">
									{t("runs.of", { done: run.finished, all: run.episodes })}
									{run.void === 0 ? "" : ` · ${t("runs.void")} ${figures.whole(run.void)}`}
								</span>
							</td>
							<td className="figures whitespace-nowrap text-end">{money(run.costUsd, locale)}</td>
							<td>{run.suites.join(", ")}</td>
							<td>
								{run.models.length > MODELS_NAMED
									? t("runs.models-n", { n: run.models.length })
									: run.models.join(", ")}
							</td>
							<td className="whitespace-nowrap">{figures.age(run.createdAt, props.nowMs)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</ScrollBox>
	);
}
