import "#components/admin/admin.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { adminWords } from "#components/admin/admin-words.ts";
import { pageAdmin } from "#lib/auth/page-admin.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";

export async function generateMetadata(): Promise<Metadata> {
	await pageAdmin();
	return { title: adminWords(await pageLocale())("title"), robots: { index: false } };
}

/** Each page and service asks for the admin role itself; this only keeps the frame from showing. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
	await pageAdmin();
	return children;
}
