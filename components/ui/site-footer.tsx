import Link from "next/link";
import { type Theme, themes } from "./theme.ts";
import { ThemeSelect } from "./theme-select.tsx";

type Key =
	| "footer.label"
	| "footer.suites"
	| "footer.judges"
	| "footer.methodology"
	| "footer.privacy"
	| "footer.admin"
	| "footer.sign-in"
	| "footer.sign-out"
	| "theme.label"
	| `theme.${Theme}`;

export function SiteFooter(props: {
	t: (key: Key) => string;
	theme: Theme;
	isAdmin: boolean;
	isSignedIn: boolean;
}) {
	const { t } = props;
	const links: { href: string; key: Key }[] = [
		{ href: "/suites", key: "footer.suites" },
		{ href: "/judges", key: "footer.judges" },
		{ href: "/methodology", key: "footer.methodology" },
		{ href: "/privacy", key: "footer.privacy" },
		...(props.isAdmin ? [{ href: "/admin", key: "footer.admin" } as const] : []),
	];
	const account = props.isSignedIn
		? ({ href: "/sign-out", key: "footer.sign-out" } as const)
		: ({ href: "/sign-in", key: "footer.sign-in" } as const);
	const names = Object.fromEntries(themes.map((theme) => [theme, t(`theme.${theme}`)]));
	return (
		<footer className="border-t border-line text-sm">
			<div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-4 px-4 py-2">
				<nav aria-label={t("footer.label")} className="-mx-2.5 flex flex-wrap">
					{[...links, account].map(({ href, key }) => (
						<Link key={href} href={href} prefetch={false} className="nav-link text-quiet">
							{t(key)}
						</Link>
					))}
				</nav>
				<div className="sm:ms-auto">
					<ThemeSelect
						initial={props.theme}
						label={t("theme.label")}
						names={names as Record<Theme, string>}
					/>
				</div>
			</div>
		</footer>
	);
}
