import { FigureHeading } from "#components/ranking/figure.tsx";
import { figuresOf } from "#components/ranking/format.ts";
import { ScrollBox } from "#components/ranking/scroll-box.tsx";
import { type Locale, translator } from "#lib/i18n/translate.ts";
import type { JudgeAudit } from "#lib/judging/audit.ts";
import { type AuditRow, auditRows } from "./audit-rows.ts";

/** What is known of one juror through each of its lenses. */
export function JurorSection(props: { audits: readonly JudgeAudit[]; locale: Locale }) {
	const [first] = props.audits;
	const t = translator(props.locale, "judges");
	if (first === undefined) return null;
	const id = `juror-${first.juror.replaceAll(/[^a-z0-9]+/gi, "-")}`;
	return (
		<section aria-labelledby={id} className="mt-10 border-line-strong border-t pt-6">
			<h2 id={id} className="break-words font-bold text-2xl">
				{first.name}
				{first.kind === "program" ? (
					<>
						{" "}
						<span className="inline-block rounded border border-line-strong px-1 align-middle font-normal text-sm">
							{t("program")}
						</span>
					</>
				) : null}
			</h2>
			<p className="mt-1 max-w-prose text-quiet">{t(`kind.${first.kind}`)}</p>
			{props.audits.map((audit) => (
				<LensAudit
					key={`${audit.lens} ${audit.lensVersion}`}
					id={`${id}-${audit.lens}-${audit.lensVersion.replaceAll(".", "-")}`}
					judge={audit}
					locale={props.locale}
				/>
			))}
		</section>
	);
}

function LensAudit(props: { id: string; judge: JudgeAudit; locale: Locale }) {
	const { id, judge, locale } = props;
	const t = translator(locale, "judges");
	const figures = figuresOf(locale);
	const { audit } = judge;
	const lens = lensName(t, judge.lens);
	const reasons = Object.entries(audit.failures.byReason).map(([reason, count]) =>
		t(`reason.${reason as keyof typeof audit.failures.byReason}`, { count }),
	);
	const caption = t("table.caption", { juror: judge.name, lens });
	return (
		<section aria-labelledby={id} className="mt-6">
			<FigureHeading id={id} level={3} text={t("lens.heading", { lens })} />
			<p className="mb-2 max-w-prose text-quiet">
				{t("lens.version", { version: judge.lensVersion })}.{" "}
				{t("readings", { count: audit.readings })}{" "}
				{reasons.length === 0 ? null : t("reasons", { list: figures.list(reasons) })}
			</p>
			<ScrollBox label={caption}>
				<table className="w-full max-w-4xl border-collapse text-sm">
					<caption className="sr-only">{caption}</caption>
					<thead>
						<tr className="border-line-strong border-b text-start">
							{(["question", "found", "between", "fair", "of"] as const).map((column) => (
								<th
									key={column}
									scope="col"
									className="px-2 py-1.5 text-start font-semibold first:ps-0"
								>
									{t(`table.${column}`)}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{auditRows(audit, t, locale).map((row) => (
							<AuditLine key={row.name} row={row} t={t} />
						))}
					</tbody>
				</table>
			</ScrollBox>
			{audit.withPeople.battles === 0 ? <p className="mt-2 max-w-prose">{t("no-people")}</p> : null}
		</section>
	);
}

function AuditLine({ row, t }: { row: AuditRow; t: ReturnType<typeof translator<"judges">> }) {
	return (
		<tr className="border-line border-b align-top">
			<th scope="row" className="min-w-40 py-1.5 pe-2 text-start font-normal">
				{t(`rows.${row.name}`)}
			</th>
			<td className={`min-w-24 px-2 py-1.5 ${row.isKnown ? "figures" : "text-quiet"}`}>
				{row.found}
			</td>
			<td className="figures whitespace-nowrap px-2 py-1.5">{row.between}</td>
			<td className="min-w-24 px-2 py-1.5 text-quiet">{t(`rows.${row.name}-fair`)}</td>
			<td className="min-w-32 px-2 py-1.5 text-quiet">{row.of}</td>
		</tr>
	);
}

/** A lens in words, or its name where there are none. */
function lensName(t: ReturnType<typeof translator<"judges">>, lens: string): string {
	const key = `lens.${lens}` as "lens.plain";
	return t.has(key) ? t(key) : lens;
}
