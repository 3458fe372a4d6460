/**
 * The version of the text that a voter agrees to by starting a battle; stored with each battle.
 * Change it whenever the meaning of the consent text changes, never for spelling alone.
 */
export const consentVersion = "2026-11-1";

/** Keys, in the catalogue `privacy`, of what the voter agrees to, in the order it is shown. */
export const consentTextKeys = ["consent.shared", "consent.kept", "consent.personal"] as const;
