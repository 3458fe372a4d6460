"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { duration, money } from "#components/arena/amounts.ts";
import { StateMark } from "./state-mark.tsx";

/** A run's progress, as its page and its events tell it. */
export interface ShownProgress {
	slug: string;
	state: string;
	stateReason: string | null;
	episodes: number;
	finished: number;
	running: number;
	waiting: number;
	cancelled: number;
	person: number;
	void: number;
	lost: number;
	failures: Record<string, number>;
	endpointFaults: readonly { model: string; code: string; calls: number }[];
	battles: number;
	verdicts: number;
	readings: number;
	spend: { calls: number; tokensIn: number; tokensOut: number; costUsd: number };
	elapsedSeconds: number;
	finishedAt: string | null;
}

/** Everything that is shown here in words, because it changes in the browser. */
export interface LiveWords {
	locale: string;
	states: Record<string, string>;
	/** Names of causes that are known. */
	causes: Record<string, string>;
	/** With `{done}` and `{all}`. */
	played: string;
	failures: string;
	noFailures: string;
	/** Before what endpoints did. */
	endpointFaults: string;
	refresh: string;
	labels: Record<
		| "state"
		| "running"
		| "waiting"
		| "person"
		| "cancelled"
		| "void"
		| "lost"
		| "battles"
		| "verdicts"
		| "rate"
		| "calls"
		| "tokensIn"
		| "tokensOut"
		| "spend"
		| "time",
		string
	>;
}

/** The tables below are made on the server; they are fetched anew at most this often, in ms. */
const TABLES_PAUSE_MS = 4000;

/** A run's progress, followed to its end. Without script it shows where the run stood when the page was made. */
export function LiveRun(props: { initial: ShownProgress; words: LiveWords }) {
	const { initial, words } = props;
	const progress = useProgress(initial);
	const { locale, labels } = words;
	const figure = (value: number) => value.toLocaleString(locale);
	const over = progress.finished + progress.lost + progress.cancelled;
	const minutes = Math.max(progress.elapsedSeconds, 0.5) / 60;
	const facts: (readonly [string, string])[] = [
		[labels.running, figure(progress.running)],
		[labels.waiting, figure(progress.waiting)],
		...(progress.person > 0 ? [[labels.person, figure(progress.person)] as const] : []),
		...(progress.cancelled > 0 ? [[labels.cancelled, figure(progress.cancelled)] as const] : []),
		[labels.rate, figure(Math.round((10 * progress.finished) / minutes) / 10)],
		[labels.calls, figure(progress.spend.calls)],
		[labels.tokensIn, figure(progress.spend.tokensIn)],
		[labels.tokensOut, figure(progress.spend.tokensOut)],
		[labels.spend, money(progress.spend.costUsd, locale)],
		[labels.time, duration(progress.elapsedSeconds * 1000, locale)],
		[labels.battles, figure(progress.battles)],
		...(progress.verdicts > 0 ? [[labels.verdicts, figure(progress.verdicts)] as const] : []),
	];
	return (
		<div>
			<p role="status" className="text-lg">
				<StateMark state={progress.state} name={words.states[progress.state] ?? progress.state} />
				{progress.stateReason === null ? null : (
					<span className="text-quiet">: {progress.stateReason}</span>
				)}
			</p>
			<progress
				className="studio-progress max-w-2xl"
				max={Math.max(1, progress.episodes)}
				value={over}
				aria-label={labels.state}
			/>
			<p className="figures">
				{words.played.replace("{done}", figure(over)).replace("{all}", figure(progress.episodes))}
			</p>
			<dl className="studio-facts mt-4" suppressHydrationWarning>
				{facts.map(([name, value]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd className="figures" suppressHydrationWarning>
							{value}
						</dd>
					</div>
				))}
			</dl>
			<Failures progress={progress} words={words} />
			{initial.finishedAt === null ? (
				<noscript>
					<a className="button mt-3" href={`/studio/runs/${initial.slug}`}>
						{words.refresh}
					</a>
				</noscript>
			) : null}
		</div>
	);
}

/** Follows the run's events while it is not over, and fetches the page's tables anew now and then. */
function useProgress(initial: ShownProgress): ShownProgress {
	const [told, setTold] = useState<ShownProgress | null>(null);
	const router = useRouter();
	const refreshedAt = useRef(0);
	const isOver = initial.finishedAt !== null;
	useEffect(() => {
		if (isOver) return;
		const source = new EventSource(`/api/runs/${initial.slug}/events`);
		let later: ReturnType<typeof setTimeout> | undefined;
		const refresh = () => {
			later = undefined;
			refreshedAt.current = performance.now();
			router.refresh();
		};
		source.addEventListener("run-progress", (event) => {
			setTold(JSON.parse(event.data) as ShownProgress);
			const wait = TABLES_PAUSE_MS - (performance.now() - refreshedAt.current);
			later ??= setTimeout(refresh, Math.max(0, wait));
		});
		source.addEventListener("run-end", () => {
			source.close();
			clearTimeout(later);
			refresh();
		});
		return () => {
			source.close();
			clearTimeout(later);
		};
	}, [initial.slug, isOver, router]);
	return told === null || isOver ? initial : told;
}

function Failures({ progress, words }: { progress: ShownProgress; words: LiveWords }) {
	const causes = Object.entries(progress.failures);
	const { labels, locale } = words;
	const faults = progress.endpointFaults.map(
		({ model, code, calls }) => `${model} ${code} (${calls.toLocaleString(locale)})`,
	);
	return (
		<p className="mt-4">
			{causes.length === 0
				? words.noFailures
				: `${words.failures}: ${labels.void} ${progress.void.toLocaleString(locale)}${
						progress.lost > 0 ? `, ${labels.lost} ${progress.lost.toLocaleString(locale)}` : ""
					}`}
			{causes.map(([cause, n]) => (
				<a
					key={cause}
					className="link ms-3 inline-block py-1"
					href={`/studio/runs/${progress.slug}?state=void&reason=${encodeURIComponent(cause)}#conversations`}
				>
					{words.causes[cause] ?? cause} ({n.toLocaleString(locale)})
				</a>
			))}
			{faults.length === 0 ? null : (
				<span className="block text-quiet text-sm">
					{words.endpointFaults}: {faults.join(", ")}
				</span>
			)}
		</p>
	);
}
