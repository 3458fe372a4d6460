import { say } from "#lib/simulation/action.ts";
import type { Player } from "#lib/simulation/suite.ts";

/** Declines politely, whatever is asked. Right only where there is nothing but a no to say. */
export const lazy: Player = () => say("I am sorry, but I cannot do that for you.");
