import type { en } from "./messages/en.ts";
import type { Locale as OurLocale } from "./translate.ts";

/** Lets `useTranslations` check namespaces and keys. */
declare module "use-intl" {
	interface AppConfig {
		Messages: typeof en;
		Locale: OurLocale;
	}
}
