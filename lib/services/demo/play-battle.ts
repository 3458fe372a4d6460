import type { BattleView } from "#lib/arena/battle.ts";
import { type Random, randomInt } from "#lib/kernel/random.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { pool } from "#lib/db/pool.ts";
import { streamTurn } from "#lib/services/battle/stream-turn.ts";
import { takeTurn } from "#lib/services/battle/take-turn.ts";
import { castVote } from "#lib/services/vote/cast-vote.ts";
import { scripts } from "./prompts.ts";
import { judge, type Taste } from "./tastes.ts";

/** The share of battles in which a scripted voter also votes on the first turn. */
const TURN_VOTE_SHARE = 0.25;
