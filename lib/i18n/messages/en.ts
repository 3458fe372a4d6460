import about from "./en/about.json" with { type: "json" };
import account from "./en/account.json" with { type: "json" };
import admin from "./en/admin.json" with { type: "json" };
import battle from "./en/battle.json" with { type: "json" };
import common from "./en/common.json" with { type: "json" };
import criticism from "./en/criticism.json" with { type: "json" };
import data from "./en/data.json" with { type: "json" };
import episode from "./en/episode.json" with { type: "json" };
import errors from "./en/errors.json" with { type: "json" };
import judged from "./en/judged.json" with { type: "json" };
import judges from "./en/judges.json" with { type: "json" };
import leaderboard from "./en/leaderboard.json" with { type: "json" };
import methodology from "./en/methodology.json" with { type: "json" };
import model from "./en/model.json" with { type: "json" };
import privacy from "./en/privacy.json" with { type: "json" };
import replay from "./en/replay.json" with { type: "json" };
import studio from "./en/studio.json" with { type: "json" };
import suites from "./en/suites.json" with { type: "json" };

/** English, the language every other catalogue is held against. One file for each noun. */
export const en = {
	about,
	account,
	admin,
	battle,
	common,
	criticism,
	data,
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
