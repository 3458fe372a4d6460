import Link from "next/link";
import type { StudioWords } from "./studio-words.ts";

/** What those see who may not start runs: how to get to it. `back` is where signing in leads. */
export function NoAccess({ words, back }: { words: StudioWords; back: string }) {
	const { t } = words;
	return (
		<main id="main" className="page">
			<p className="text-quiet text-sm">{t("title")}</p>
			<h1 className="font-bold text-3xl">{t("access.heading")}</h1>
			<div className="mt-4 grid max-w-prose gap-3">
				<p>{t("lead")}</p>
				<p>{t("access.text")}</p>
				<p>{t("access.code")}</p>
				<p>{t("access.role")}</p>
				<p className="mt-2">
					<Link
						href={`/sign-in?callbackUrl=${encodeURIComponent(back)}`}
						prefetch={false}
						className="button button-main"
					>
						{t("access.sign-in")}
					</Link>
				</p>
			</div>
		</main>
	);
}
