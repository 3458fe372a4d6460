import about from "./de/about.json" with { type: "json" };
import account from "./de/account.json" with { type: "json" };
import battle from "./de/battle.json" with { type: "json" };
import common from "./de/common.json" with { type: "json" };
import criticism from "./de/criticism.json" with { type: "json" };
import data from "./de/data.json" with { type: "json" };
import episode from "./de/episode.json" with { type: "json" };
import errors from "./de/errors.json" with { type: "json" };
import judged from "./de/judged.json" with { type: "json" };
import judges from "./de/judges.json" with { type: "json" };
import leaderboard from "./de/leaderboard.json" with { type: "json" };
import methodology from "./de/methodology.json" with { type: "json" };
import model from "./de/model.json" with { type: "json" };
import privacy from "./de/privacy.json" with { type: "json" };
import replay from "./de/replay.json" with { type: "json" };
import studio from "./de/studio.json" with { type: "json" };
import suites from "./de/suites.json" with { type: "json" };
import { en } from "./en.ts";

/**
 * German. What only operators and programmers read stays in English: the admin pages, and the
 * descriptions of an export's columns.
 */
export const de: typeof en = {
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
