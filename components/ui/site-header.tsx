import Link from "next/link";
import { Logo } from "./logo.tsx";

type Key =
	| "name"
	| "nav.label"
	| "nav.battle"
	| "nav.leaderboard"
	| "nav.data"
	| "nav.about"
	| "nav.studio"
	| "nav.home";

const entries = [
	{ href: "/leaderboard", key: "nav.leaderboard" },
	{ href: "/data", key: "nav.data" },
	{ href: "/about", key: "nav.about" },
] as const satisfies { href: string; key: Key }[];
const studio = { href: "/studio", key: "nav.studio" } as const;

/**
 * The same thin header on every page. Nothing is prefetched: other pages name models, and no such
 * byte may reach a browser in the middle of a blind battle.
 */
export function SiteHeader(props: {
	t: (key: Key) => string;
	/** May start simulated runs. */
	mayRun: boolean;
}) {
	const { t } = props;
	return (
		<header className="border-b border-line">
			<div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 px-4">
				{/* Plain links to a new battle: the router would take the battle on the screen for it. */}
				<a
					href="/"
					aria-label={t("nav.home")}
					className="inline-flex min-h-11 items-center gap-2 py-2 font-bold text-lg tracking-tight no-underline"
				>
					<Logo className="h-6 w-8" />
					<span>{t("name")}</span>
				</a>

				<nav aria-label={t("nav.label")} className="-mx-2.5 flex flex-wrap sm:ms-auto">
					<a href="/" className="nav-link">
						{t("nav.battle")}
					</a>
					{[...entries, ...(props.mayRun ? [studio] : [])].map(({ href, key }) => (
						<Link key={href} href={href} prefetch={false} className="nav-link">
							{t(key)}
						</Link>
					))}
				</nav>
			</div>
		</header>
	);
}
