import Link from "next/link";
import { languageName } from "#components/ranking/format.ts";
import { FactList, Section } from "#components/ranking/section.tsx";
import { CatalogueText } from "./catalogue-text.tsx";
import type { SuiteContext } from "./suite-context.ts";

/** What may be shown of a scenario: nothing that only programs know. */
export interface ExampleScenario {
	seed: number;
	title: string;
	category: string;
	language: string;
	turnsMax: number;
	seats: readonly { name: string; instructions: string }[];
}

/** One scenario of a practice seed, as its seats are told it. */
export function ExampleSection(props: { context: SuiteContext; example: ExampleScenario }) {
	const { context, example } = props;
	const { suite, t, locale, figures } = context;
	return (
		<Section
			id="example"
			heading={t("example.heading")}
			text={t("example.text", { seed: String(example.seed) })}
		>
			<FactList
				facts={[
					[
						t("example.title"),
						<CatalogueText key="title" locale={locale}>
							{example.title}
						</CatalogueText>,
					],
					[t("example.category"), example.category],
					[t("example.language"), languageName(locale, example.language)],
					[t("example.turns"), figures.whole(example.turnsMax)],
				]}
			/>
			{example.seats.map(({ name, instructions }) => (
				<details key={name} className="mt-3 border-line border-b pb-2">
					<summary className="min-h-11 cursor-pointer py-2">
						{t("example.seat", { seat: name })}
					</summary>
					{instructions === "" ? (
						<p className="text-quiet">{t("example.silent")}</p>
					) : (
						<p
							lang={example.language}
							dir="auto"
							className="max-w-prose whitespace-pre-wrap break-words rounded border border-line bg-raised p-3"
						>
							{instructions}
						</p>
					)}
				</details>
			))}
			<p className="mt-3">
				<Link
					href={`/studio/play?suite=${suite.slug}`}
					prefetch={false}
					className="link inline-flex min-h-11 items-center"
				>
					{t("play")}
				</Link>
			</p>
		</Section>
	);
}
