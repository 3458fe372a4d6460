import type { Locale, translator } from "#lib/i18n/translate.ts";
import { endReasons } from "#lib/simulation/episode/record.ts";
import type { ShownDriver } from "./drivers.ts";
import { nameOf } from "./studio-words.ts";

type Translate = ReturnType<typeof translator<"episode">>;

/** The words and number formats of a conversation's page. */
export interface EpisodeWords {
	t: Translate;
	locale: Locale;
}

export const episodeStates = [
	"waiting",
	"running",
	"person",
	"finished",
	"void",
	"cancelled",
] as const;

/** Why a conversation ended or is void. */
const reasons = [...endReasons, "log-differs", "suite-changed"] as const;

export const episodeStateName = (t: Translate, state: string): string =>
	nameOf(episodeStates, state, (key) => t(`state.${key}`));

export const reasonName = (t: Translate, reason: string): string =>
	nameOf(reasons, reason, (key) => t(`end.${key}`));

export const reasonNames = (t: Translate): Record<string, string> =>
	Object.fromEntries(reasons.map((reason) => [reason, t(`end.${reason}`)]));

/** Who sits in a seat, in words. */
export function driverName(t: Translate, driver: ShownDriver | undefined): string {
	if (driver === undefined) return t("unknown");
	if (driver.kind === "person") return t("person");
	if (driver.kind === "model") return driver.model ?? t("unknown");
	const { program: name, version, model } = driver;
	const facts = { name: name ?? "", version: version ?? "" };
	return model === null ? t("program", facts) : t("program-with", { ...facts, model });
}
