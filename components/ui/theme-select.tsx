"use client";
import { useState } from "react";
import { THEME_COOKIE, type Theme, themeOf, themes } from "./theme.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

/** Remembers the theme for the next page and shows it at once, without a reload. */
function applyTheme(theme: Theme): void {
	const age = theme === "system" ? 0 : YEAR_SECONDS;
	// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in insecure contexts.
	document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax`;
	if (theme === "system") delete document.documentElement.dataset["theme"];
	else document.documentElement.dataset["theme"] = theme;
}

export function ThemeSelect(props: {
	initial: Theme;
	label: string;
	names: Record<Theme, string>;
}) {
	const [theme, setTheme] = useState(props.initial);
	return (
		<label className="inline-flex items-center gap-2 text-quiet">
			<span>{props.label}</span>
			<select
				className="min-h-11 rounded-md border border-line-strong bg-raised px-2 text-ink"
				value={theme}
				onChange={(event) => {
					const next = themeOf(event.target.value);
					setTheme(next);
					applyTheme(next);
				}}
			>
				{themes.map((name) => (
					<option key={name} value={name}>
						{props.names[name]}
					</option>
				))}
			</select>
		</label>
	);
}
