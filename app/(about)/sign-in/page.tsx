import type { Metadata } from "next";
import Link from "next/link";
import { FormOutcome } from "#components/ui/form-outcome.tsx";
import { hasRole } from "#lib/auth/actor.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { localPath } from "#lib/auth/public-origin.ts";
import { configuredProviders } from "#lib/auth/sign-in-providers.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "account");
	return { title: t("sign-in.title"), description: t("sign-in.description") };
}

const errorKeys = [
	"CredentialsSignin",
	"rate-limited",
	"unavailable",
	"OAuthSignin",
	"OAuthCallback",
	"OAuthAccountNotLinked",
	"AccessDenied",
	"other",
] as const;

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
	const t = translator(await pageLocale(), "account");
	const { error, callbackUrl } = await searchParams;
	const actor = await pageActor();
	const providers = configuredProviders();
	const next = typeof callbackUrl === "string" ? localPath(callbackUrl) : "/";
	const isIn = actor.via === "session";
	const errorKey =
		error === undefined ? undefined : (errorKeys.find((key) => key === error) ?? "other");
	return (
		<main id="main" className="page">
			<div className="mx-auto max-w-md">
				<h1 className="font-bold text-3xl">{t("sign-in.title")}</h1>
				<p className="mt-3">{t("sign-in.lead")}</p>
				<div className="mt-6">
					<FormOutcome
						done={
							isIn
								? `${t("sign-in.already", { role: actor.role })} ${providers.length > 0 ? t("sign-in.connect") : ""}`
								: null
						}
						problem={errorKey === undefined ? null : t(`sign-in.error.${errorKey}`)}
						problemTitle=""
					/>
				</div>
				{hasRole(actor, "admin") ? (
					<p className="mb-6">
						<Link href="/admin" prefetch={false} className="button">
							{t("sign-in.admin")}
						</Link>
					</p>
				) : null}
				<div className="grid gap-3">
					{providers.map(({ id, name }) => (
						<form key={id} method="post" action={`/api/auth/signin/${id}`}>
							<input type="hidden" name="callbackUrl" value={next} />
							<button type="submit" className="button button-main w-full">
								{t("sign-in.with", { name })}
							</button>
						</form>
					))}
					{providers.length === 0 ? <p className="notice">{t("sign-in.none")}</p> : null}
				</div>
				<section aria-labelledby="operator" className="mt-12 border-line border-t pt-6">
					<h2 id="operator" className="font-semibold text-lg">
						{t("sign-in.operator.heading")}
					</h2>
					<p className="mt-1 text-quiet text-sm">{t("sign-in.operator.text")}</p>
					<form
						method="post"
						action="/api/auth/callback/operator"
						className="mt-3 flex flex-wrap items-end gap-2"
					>
						<input type="hidden" name="callbackUrl" value={next === "/" ? "/admin" : next} />
						<label className="block min-w-0 grow">
							<span className="mb-1 block">{t("sign-in.operator.code")}</span>
							<input
								name="code"
								required
								maxLength={100}
								autoComplete="one-time-code"
								autoCapitalize="characters"
								spellCheck={false}
								className="field figures"
							/>
						</label>
						<button type="submit" className="button">
							{t("sign-in.operator.submit")}
						</button>
					</form>
				</section>
				<p className="mt-8">
					<Link href="/privacy" prefetch={false} className="link">
						{t("sign-in.to-privacy")}
					</Link>
				</p>
			</div>
		</main>
	);
}
