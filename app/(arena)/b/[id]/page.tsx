import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BattleFrame } from "#components/arena/battle-frame.tsx";
import { consentVersion } from "#lib/arena/consent.ts";
import { pageActor } from "#lib/auth/page-actor.ts";
import { config } from "#lib/config/config.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { messagesOf, translator } from "#lib/i18n/translate.ts";
import { isAppError } from "#lib/kernel/app-error.ts";
import { loadBattleView } from "#lib/services/battle/load-battle.ts";

export async function generateMetadata(): Promise<Metadata> {
	const t = translator(await pageLocale(), "battle");
	return { title: t("title"), robots: { index: false } };
}

/** A battle of the voter's own, exactly as it stands. Somebody else's is not found. */
export default async function BattlePage({ params }: { params: Promise<{ id: string }> }) {
	const { id } = await params;
	const locale = await pageLocale();
	const view = await loadBattleView(await pageActor(), id).catch((error: unknown) => {
		if (isAppError(error) && error.status === 404) return notFound();
		throw error;
	});
	return (
		<BattleFrame
			initial={view}
			holdMs={config().PARLEY_UNDO_MS}
			bytesMax={config().PARLEY_MESSAGE_BYTES_MAX}
			consentVersion={consentVersion}
			locale={locale}
			messages={messagesOf(locale).battle}
		/>
	);
}
