import type { ReactNode } from "react";
import { languageName } from "#components/ranking/format.ts";
import type { Suite } from "#lib/simulation/suite.ts";
import type { StudioWords } from "./studio-words.ts";
import { Tick } from "./tick.tsx";

/** What the form says of a suite; the rest of it is code. */
export type OfferedSuite = Pick<
	Suite,
	"code" | "slug" | "name" | "summary" | "languages" | "controls"
> & {
	others: readonly {
		seat: string;
		programs: readonly { name: string; title: string; needsModel: boolean }[];
		modelMay: boolean;
	}[];
};

/** The chosen values of a field by its name. */
export type Chosen = (name: string) => readonly string[];

/** Names of a suite's own fields. */
export interface SuiteFields {
	controls(suite: string): string;
	languages(suite: string): string;
	seat(suite: string, seat: string): string;
}

interface Props {
	words: StudioWords;
	suite: OfferedSuite;
	models: readonly { slug: string; name: string }[];
	chosen: Chosen;
	fields: SuiteFields;
}

/** One suite to tick, with its controls, languages and other seats folded below it. */
export function SuiteChoice(props: Props) {
	const { words, suite, chosen, fields } = props;
	const { t } = words;
	const controls = chosen(fields.controls(suite.slug));
	return (
		<div className="suite-card">
			<Tick name="suite" value={suite.slug} isChosen={chosen("suite").includes(suite.slug)}>
				<strong lang="en">{suite.name}</strong>{" "}
				<span className="figures text-quiet text-sm">{suite.code}</span>
				<span className="block max-w-prose text-quiet text-sm" lang="en">
					{suite.summary}
				</span>
			</Tick>
			<details className="ms-7">
				<summary className="min-h-8 content-center text-sm">{t("new.options")}</summary>
				{suite.controls.length === 0 ? null : (
					<Group legend={t("new.controls")} hint={t("new.controls-hint")}>
						<Tick
							name={fields.controls(suite.slug)}
							value="main"
							isChosen={controls.length === 0 || controls.includes("main")}
						>
							{t("new.control-main")}
						</Tick>
						{suite.controls.map(({ name, title, isolates }) => (
							<Tick
								key={name}
								name={fields.controls(suite.slug)}
								value={name}
								isChosen={controls.includes(name)}
							>
								<span lang="en">
									{title}: <span className="text-quiet text-sm">{isolates}</span>
								</span>
							</Tick>
						))}
					</Group>
				)}
				{suite.languages.length < 2 ? null : (
					<Group legend={t("new.languages")} hint={t("new.languages-hint")}>
						<div className="flex flex-wrap gap-x-5">
							{suite.languages.map((code) => (
								<Tick
									key={code}
									name={fields.languages(suite.slug)}
									value={code}
									isChosen={chosen(fields.languages(suite.slug)).includes(code)}
								>
									{languageName(words.locale, code)}
								</Tick>
							))}
						</div>
					</Group>
				)}
				{suite.others.map(({ seat }) => (
					<SeatChoice key={seat} {...props} seat={seat} />
				))}
			</details>
		</div>
	);
}

function SeatChoice({ words, suite, models, chosen, fields, seat }: Props & { seat: string }) {
	const { t } = words;
	const name = fields.seat(suite.slug, seat);
	const offered = suite.others.find((other) => other.seat === seat);
	if (offered === undefined) return null;
	return (
		<Group legend={t("new.seat", { seat })} hint={t("new.seat-hint")}>
			{offered.programs.map((program) =>
				program.needsModel ? (
					<p key={program.name} className="ms-7 py-1 text-sm">
						<span lang="en">{program.title}</span>{" "}
						<span className="text-quiet">({t("new.needs-model", { name: program.name })})</span>
					</p>
				) : (
					<Tick
						key={program.name}
						name={name}
						value={program.name}
						isChosen={chosen(name).includes(program.name)}
					>
						<span lang="en">{program.title}</span>
					</Tick>
				),
			)}
			{offered.modelMay ? (
				<label className="block py-1">
					<span className="me-2">{t("new.seat-model")}</span>
					<select
						name={name}
						defaultValue={chosen(name).find((value) => value.startsWith("model:")) ?? ""}
						className="field max-w-xs"
					>
						<option value="">{t("new.seat-model-none")}</option>
						{models.map((model) => (
							<option key={model.slug} value={`model:${model.slug}`}>
								{model.name}
							</option>
						))}
					</select>
				</label>
			) : null}
		</Group>
	);
}

function Group(props: { legend: string; hint: string; children: ReactNode }) {
	return (
		<fieldset className="mt-2 mb-3">
			<legend className="font-semibold">{props.legend}</legend>
			<p className="text-quiet text-sm">{props.hint}</p>
			{props.children}
		</fieldset>
	);
}
