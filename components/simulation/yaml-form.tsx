import Link from "next/link";
import type { StudioWords } from "./studio-words.ts";
import { Tick } from "./tick.tsx";

/** A problem of a run's file; without a place when it is about the whole. */
export interface FileProblem {
	line: number | null;
	column: number | null;
	text: string;
}

const ROWS_MIN = 12;

/** Splits `the run:3:5: suites.0: …` into its place and its text. */
export function fileProblem(problem: string): FileProblem {
	const [, line, column, text] = /^[^:\n]+:(\d+):(\d+): ([\s\S]*)$/.exec(problem) ?? [];
	if (text === undefined) return { line: null, column: null, text: problem };
	return { line: Number(line), column: Number(column), text };
}

/** The run's file to look at, to change, to check again and to launch. One form, two buttons; works without script. */
export function YamlForm(props: {
	words: StudioWords;
	yaml: string;
	problems: readonly FileProblem[];
	isDry: boolean;
	/** The file may be this long, in characters. */
	charsMax: number;
	/** Nothing to launch while there are problems. */
	mayLaunch: boolean;
	backHref: string;
}) {
	const { t } = props.words;
	const rows = Math.max(ROWS_MIN, props.yaml.split("\n").length + 1);
	const bad = new Set(props.problems.map(({ line }) => line));
	return (
		<form action="/studio/new/check" method="get">
			<label htmlFor="yaml" className="mb-1 block font-semibold text-lg">
				{t("check.file")}
			</label>
			<p id="yaml-hint" className="mb-2 max-w-prose text-quiet text-sm">
				{t("check.file-hint")}
			</p>
			<div className="yaml-box">
				<div className="yaml-lines" aria-hidden="true">
					{Array.from({ length: rows }, (_, i) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: the lines never move
						<span key={i} data-bad={bad.has(i + 1) ? "" : undefined}>
							{i + 1}
						</span>
					))}
				</div>
				<textarea
					id="yaml"
					name="yaml"
					key={props.yaml}
					defaultValue={props.yaml}
					rows={rows}
					maxLength={props.charsMax}
					wrap="off"
					spellCheck={false}
					autoCapitalize="off"
					dir="ltr"
					aria-describedby="yaml-hint"
					aria-invalid={props.problems.length > 0}
					className="yaml-text"
				/>
			</div>
			<div className="mt-3">
				<Tick name="dry" value="3" isChosen={props.isDry}>
					{t("new.dry-run")}
				</Tick>
			</div>
			<div className="mt-3 flex flex-wrap items-center gap-3">
				<button
					type="submit"
					formMethod="post"
					formAction="/studio/new/launch"
					disabled={!props.mayLaunch}
					className="button button-main"
				>
					{t("check.launch")}
				</button>
				<button type="submit" className="button">
					{t("check.again")}
				</button>
				<Link href={props.backHref} prefetch={false} className="button button-plain">
					{t("check.back")}
				</Link>
			</div>
		</form>
	);
}

/** What is wrong with the file, line by line. */
export function ProblemList(props: { words: StudioWords; problems: readonly FileProblem[] }) {
	const { t } = props.words;
	return (
		<div role="alert" className="notice notice-danger mb-6">
			<h2 className="font-semibold">{t("check.problems", { n: props.problems.length })}</h2>
			<ul className="mt-1 grid gap-1">
				{props.problems.map(({ line, column, text }) => (
					<li key={`${line} ${column} ${text}`}>
						{line === null || column === null ? null : (
							<strong>{t("check.at", { line, column })}: </strong>
						)}
						<span lang="en" dir="auto">
							{text}
						</span>
					</li>
				))}
			</ul>
		</div>
	);
}
