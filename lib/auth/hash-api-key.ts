import { createHash } from "node:crypto";

/** How every key begins, so that scanners of leaked secrets can know it. */
export const KEY_PREFIX = "parley_";

/** Of these first characters an operator recognises a key: the fixed part and 36 random bits. */
export const PREFIX_CHARACTERS = KEY_PREFIX.length + 6;

/** The hash under which a key is stored. A key is long and random, so no slow hash is needed. */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");
