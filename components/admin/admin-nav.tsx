import Link from "next/link";

export const adminPages = [
	"overview",
	"models",
	"failures",
	"flags",
	"voters",
	"jobs",
	"keys",
	"people",
	"audit",
] as const;
export type AdminPage = (typeof adminPages)[number];

/** The way between the admin pages. */
export function AdminNav(props: {
	current: AdminPage;
	label: string;
	names: (page: AdminPage) => string;
}) {
	return (
		<nav aria-label={props.label} className="admin-nav">
			{adminPages.map((page) => (
				<Link
					key={page}
					href={page === "overview" ? "/admin" : `/admin/${page}`}
					prefetch={false}
					className="nav-link"
					aria-current={page === props.current ? "page" : undefined}
				>
					{props.names(page)}
				</Link>
			))}
		</nav>
	);
}
