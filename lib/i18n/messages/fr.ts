import { en } from "./en.ts";
import about from "./fr/about.json" with { type: "json" };
import account from "./fr/account.json" with { type: "json" };
import battle from "./fr/battle.json" with { type: "json" };
import common from "./fr/common.json" with { type: "json" };
import criticism from "./fr/criticism.json" with { type: "json" };
import data from "./fr/data.json" with { type: "json" };
import episode from "./fr/episode.json" with { type: "json" };
import errors from "./fr/errors.json" with { type: "json" };
import judged from "./fr/judged.json" with { type: "json" };
import judges from "./fr/judges.json" with { type: "json" };
import leaderboard from "./fr/leaderboard.json" with { type: "json" };
import methodology from "./fr/methodology.json" with { type: "json" };
import model from "./fr/model.json" with { type: "json" };
import privacy from "./fr/privacy.json" with { type: "json" };
import replay from "./fr/replay.json" with { type: "json" };
import studio from "./fr/studio.json" with { type: "json" };
import suites from "./fr/suites.json" with { type: "json" };

/**
 * French. What only operators and programmers read stays in English: the admin pages, and the
 * descriptions of an export's columns.
 */
export const fr: typeof en = {
	about,
	account,
	admin: en.admin,
	battle,
	common,
	criticism,
	data: { ...data, columns: en.data.columns },
	episode,
	errors,
	judged,
	judges,
	leaderboard,
	methodology,
	model,
	privacy,
	replay,
	studio,
	suites,
};
