"use client";
import { IntlProvider } from "use-intl/react";
import type battleMessages from "#lib/i18n/messages/en/battle.json";
import type { Locale } from "#lib/i18n/translate.ts";
import { Battle, type BattleProps } from "./battle.tsx";

/** The battle with the words of its language; only this page's messages travel to the browser. */
export function BattleFrame(
	props: BattleProps & { locale: Locale; messages: typeof battleMessages },
) {
	const { locale, messages, ...battle } = props;
	return (
		<IntlProvider locale={locale} messages={{ battle: messages }} timeZone="UTC">
			<Battle {...battle} />
		</IntlProvider>
	);
}
