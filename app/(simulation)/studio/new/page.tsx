import type { Metadata } from "next";
import { NoAccess } from "#components/simulation/no-access.tsx";
import { RunForm } from "#components/simulation/run-form.tsx";
import { StudioFrame } from "#components/simulation/studio-frame.tsx";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { mayRun } from "#lib/services/run/assert-runs.ts";
import { listChoices } from "#lib/services/run/list-choices.ts";
import { type FormFields, suiteField, valuesOf } from "#lib/services/run/run-form.ts";
import { suites } from "#lib/simulation/suites/catalogue.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: translator(await pageLocale(), "studio")("new.heading") };
}

/** The form; the address may hold choices made before. */
export default async function NewRunPage(props: { searchParams: Promise<FormFields> }) {
	const locale = await pageLocale();
	const words = { t: translator(locale, "studio"), locale };
	const { t } = words;
	if (!mayRun(await pageActor())) return <NoAccess words={words} back="/studio/new" />;
	const fields = await props.searchParams;
	return (
		<StudioFrame words={words} page="new" heading={t("new.heading")} lead={t("new.lead")} mayRun>
			<RunForm
				words={words}
				suites={suites}
				models={await listChoices()}
				chosen={(name) => valuesOf(fields, name)}
				fields={suiteField}
			/>
		</StudioFrame>
	);
}
