import Link from "next/link";
import { Message } from "#components/ui/message.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export default async function NotFound() {
	const t = translator(await pageLocale(), "errors");
	return (
		<main id="main">
			<title>{t("not-found.title")}</title>
			<Message title={t("not-found.title")} text={t("not-found.text")} code="404">
				<Link href="/" prefetch={false} className="button button-main">
					{t("not-found.home")}
				</Link>
				<Link href="/leaderboard" prefetch={false} className="button">
					{t("not-found.leaderboard")}
				</Link>
			</Message>
		</main>
	);
}
