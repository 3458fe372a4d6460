import type { Locale, translator } from "#lib/i18n/translate.ts";
import type { JurorAudit } from "#lib/judging/audit.ts";
import { type Figure, type Interval, Z95 } from "#lib/judging/figure.ts";
import type { Share } from "#lib/judging/share.ts";

type Words = ReturnType<typeof translator<"judges">>;

/** One question about a juror, answered in text. */
export interface AuditRow {
	name:
		| "failures"
		| "first-place"
		| "flips"
		| "reversals"
		| "length"
		| "self"
		| "agreement"
		| "kappa"
		| "decided";
	/** The figure, or why there is none. */
	found: string;
	isKnown: boolean;
	between: string;
	/** What it was counted out of. */
	of: string;
}

/** Everything an audit says, in a fixed order; agreement with people only where some battle has both. */
export function auditRows(audit: JurorAudit, t: Words, locale: Locale): AuditRow[] {
	const { failures, firstPlace, flips, reversals, selfPreference, withPeople } = audit;
	const format = formats(locale);
	const share = (
		name: AuditRow["name"],
		value: Share,
		of: "readings" | "decided" | "battles",
	): AuditRow => ({
		name,
		isKnown: value.share.value !== null,
		found: figureText(value.share, format.share, t),
		between: intervalText(value.interval, format.share),
		of: t(`out-of.${of}`, { count: value.total }),
	});
	return [
		share("failures", failures.share, "readings"),
		share("first-place", firstPlace, "decided"),
		share("flips", flips, "battles"),
		share("reversals", reversals, "battles"),
		lengthRow(audit, t, format.signed),
		{
			name: "self",
			isKnown: selfPreference.difference.value !== null,
			found: figureText(selfPreference.difference, format.signedShare, t),
			between: intervalText(selfPreference.interval, format.signedShare),
			of: t("out-of.battles", { count: selfPreference.battles }),
		},
		...(withPeople.battles === 0 ? [] : peopleRows(withPeople, t, format)),
	];
}

function formats(locale: Locale) {
	const make = (options: Intl.NumberFormatOptions) => {
		const format = new Intl.NumberFormat(locale, options);
		return (value: number) => format.format(value);
	};
	return {
		share: make({ style: "percent", maximumFractionDigits: 0 }),
		signedShare: make({ style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" }),
		signed: make({ maximumFractionDigits: 2, signDisplay: "exceptZero" }),
	};
}

type Format = (value: number) => string;

/** The slope has a standard error; its interval is the normal one. */
function lengthRow({ lengthSlope }: JurorAudit, t: Words, format: Format): AuditRow {
	const { slope, standardError, choices } = lengthSlope;
	const interval: Interval =
		slope.value === null || standardError.value === null
			? { lower: null, upper: null, reason: slope.reason ?? "no-data" }
			: {
					lower: slope.value - Z95 * standardError.value,
					upper: slope.value + Z95 * standardError.value,
					reason: null,
				};
	return {
		name: "length",
		isKnown: slope.value !== null,
		found: figureText(slope, format, t),
		between: intervalText(interval, format),
		of: t("out-of.battles", { count: choices }),
	};
}

function peopleRows(
	found: JurorAudit["withPeople"],
	t: Words,
	format: ReturnType<typeof formats>,
): AuditRow[] {
	const { agreement, agreementInterval, kappa, kappaInterval, decidedAgreement } = found;
	const of = t("out-of.votes", { count: found.pairs, battles: found.battles });
	return [
		{
			name: "agreement",
			isKnown: agreement.value !== null,
			found: figureText(agreement, format.share, t),
			between: intervalText(agreementInterval, format.share),
			of,
		},
		{
			name: "kappa",
			isKnown: kappa.value !== null,
			found: figureText(kappa, format.signed, t),
			between: intervalText(kappaInterval, format.signed),
			of,
		},
		{
			name: "decided",
			isKnown: decidedAgreement.share.value !== null,
			found: figureText(decidedAgreement.share, format.share, t),
			between: intervalText(decidedAgreement.interval, format.share),
			of: t("out-of.votes", { count: decidedAgreement.total, battles: found.battles }),
		},
	];
}

function figureText({ value, reason }: Figure, format: Format, t: Words): string {
	return value === null ? t(`undefined.${reason ?? "no-data"}`) : format(value);
}

function intervalText({ lower, upper }: Interval, format: Format): string {
	return lower === null || upper === null ? "–" : `${format(lower)} … ${format(upper)}`;
}
