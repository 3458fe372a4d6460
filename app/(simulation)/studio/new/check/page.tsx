import type { Metadata } from "next";
import { NoAccess } from "#components/simulation/no-access.tsx";
import { PlanView } from "#components/simulation/plan-view.tsx";
import { StudioFrame } from "#components/simulation/studio-frame.tsx";
import { fileProblem, ProblemList, YamlForm } from "#components/simulation/yaml-form.tsx";
import type { Actor } from "#lib/auth/actor.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { FILE_CHARS_MAX } from "#lib/http/run-schemas.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { mayRun } from "#lib/services/run/assert-runs.ts";
import { previewAs } from "#lib/services/run/launch-as.ts";
import { planOutline } from "#lib/services/run/plan-outline.ts";
import { type FormFields, runFileOf, valuesOf } from "#lib/services/run/run-form.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: translator(await pageLocale(), "studio")("check.heading") };
}

/** The file that the form makes, or that was written by hand, with what it would play. Launches nothing. */
export default async function CheckPage(props: { searchParams: Promise<FormFields> }) {
	const locale = await pageLocale();
	const words = { t: translator(locale, "studio"), locale };
	const { t } = words;
	const actor = await pageActor();
	if (!mayRun(actor)) return <NoAccess words={words} back="/studio/new" />;
	const { problem, ...fields } = await props.searchParams;
	const isWritten = fields["yaml"] !== undefined;
	const yaml = isWritten
		? [fields["yaml"] ?? ""].flat().join("\n").replaceAll("\r\n", "\n")
		: runFileOf(fields);
	const isDry = valuesOf(fields, "dry").length > 0;
	const isEmpty = yaml.trim() === "";
	const { problems, preview } = isEmpty
		? { problems: [], preview: null }
		: await look(actor, yaml, isDry);
	return (
		<StudioFrame
			words={words}
			page="new"
			heading={t("check.heading")}
			search={problem === undefined || problem === "run-invalid" ? {} : { problem }}
			mayRun
		>
			{problems.length === 0 ? null : <ProblemList words={words} problems={problems} />}
			{preview === null ? null : (
				<PlanView
					words={words}
					estimate={preview.estimate}
					cells={planOutline(preview.plan).cells.filter(({ episodes }) => episodes > 0)}
					budget={preview.config.budget}
				/>
			)}
			<YamlForm
				words={words}
				yaml={yaml}
				problems={problems}
				isDry={isDry}
				charsMax={FILE_CHARS_MAX}
				mayLaunch={problems.length === 0 && !isEmpty}
				backHref={isWritten ? "/studio/new" : `/studio/new?${queryOf(fields)}`}
			/>
		</StudioFrame>
	);
}

async function look(actor: Actor, text: string, isDry: boolean) {
	try {
		return {
			problems: [],
			preview: await previewAs(actor, { text, dryRun: isDry ? 3 : undefined }),
		};
	} catch (error) {
		const problems = isAppError(error, "run-invalid") ? error.data["problems"] : undefined;
		if (!Array.isArray(problems)) throw error;
		return {
			problems: problems.map((problem) => fileProblem(String(problem))),
			preview: null,
		};
	}
}

function queryOf(fields: FormFields): string {
	const query = new URLSearchParams();
	for (const name of Object.keys(fields))
		for (const value of valuesOf(fields, name)) query.append(name, value);
	return query.toString();
}
