import type { Metadata } from "next";
import { pageActor } from "#lib/auth/page-actor.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export async function generateMetadata(): Promise<Metadata> {
	return { title: translator(await pageLocale(), "account")("sign-out.title") };
}

/** A link cannot sign anybody out, so that no other page's picture or link can. */
export default async function SignOutPage() {
	const t = translator(await pageLocale(), "account");
	const actor = await pageActor();
	return (
		<main id="main" className="page">
			<div className="mx-auto max-w-md">
				<h1 className="font-bold text-3xl">{t("sign-out.title")}</h1>
				{actor.via === "session" ? (
					<>
						<p className="mt-3">{t("sign-out.text")}</p>
						<form method="post" action="/api/auth/signout" className="mt-6">
							<input type="hidden" name="callbackUrl" value="/" />
							<button type="submit" className="button button-main">
								{t("sign-out.submit")}
							</button>
						</form>
					</>
				) : (
					<p className="mt-3">{t("sign-out.not")}</p>
				)}
			</div>
		</main>
	);
}
