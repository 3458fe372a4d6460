/** The cookie in which a chosen theme is kept; absent means "as the system". Not a secret, read by scripts. */
export const THEME_COOKIE = "parley_theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** A cookie's value as a theme; anything unknown is the system's. */
export function themeOf(value: string | undefined): Theme {
	return themes.find((theme) => theme === value) ?? "system";
}
