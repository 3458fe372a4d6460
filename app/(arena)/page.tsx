import { BattleFrame } from "#components/arena/battle-frame.tsx";
import { consentVersion } from "#lib/arena/consent.ts";
import { config } from "#lib/config/config.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { messagesOf } from "#lib/i18n/translate.ts";

/** A new battle. It exists from its first message on; until then nothing is stored. */
export default async function NewBattlePage() {
	const locale = await pageLocale();
	return (
		<BattleFrame
			initial={null}
			holdMs={config().PARLEY_UNDO_MS}
			bytesMax={config().PARLEY_MESSAGE_BYTES_MAX}
			consentVersion={consentVersion}
			locale={locale}
			messages={messagesOf(locale).battle}
		/>
	);
}
