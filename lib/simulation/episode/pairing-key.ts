import { driverText } from "./driver.ts";
import type { EpisodeSetup } from "./state.ts";

/**
 * The pairing key of an episode: everything that must be equal for two conversations to be compared, which is
 * all but the contested seat's driver. `fork` says what history a forked one begins with, for its words are those of
 * another model: it may be compared with the other forks of the same place.
 */
export function pairingKey(
	setup: EpisodeSetup,
	fork: { parentId: string; turn: number } | null = null,
): string {
	const { scenario, drivers, replicate, environment } = setup;
	const { suite, version, seed, control, language, contested } = scenario;
	const seats = Object.keys(drivers)
		.filter((seat) => seat !== contested)
		.sort();
	const others = seats.flatMap((seat) => {
		const driver = drivers[seat];
		return driver === undefined ? [] : [[seat, driverText(driver)] as const];
	});
	const parts: (readonly [string, string | number])[] = [
		["seed", seed],
		["replicate", replicate],
		["control", control],
		["language", language],
		...(environment === "remote" ? [["environment", "remote"] as const] : []),
		...(fork === null ? [] : [["fork", `${fork.parentId}#${fork.turn}`] as const]),
		...others.map(([seat, driver]) => [`seat:${seat}`, driver] as const),
	];
	const text = parts.map(([name, value]) => `${plain(name)}=${plain(value)}`);
	return [`${plain(suite)}@${plain(version)}`, ...text].join(" ");
}

/** Without the marks that separate the parts, so that different episodes never have equal keys. */
const plain = (part: string | number) =>
	String(part).replace(/[%=\s]/g, (mark) => encodeURIComponent(mark));
