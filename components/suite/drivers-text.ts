import type { Suite } from "#lib/simulation/suite.ts";

/**
 * The drivers of the other seats in words, from the text of a pairing key such as `seat:opponent=solver@1.0.0`:
 * "opponent: Best play (solver 1.0.0)". Null when there are no other seats.
 */
export function driversText(suite: Suite, drivers: string): string | null {
	const seats = drivers.split(" ").flatMap((part) => {
		const [, seat, driver] = /^seat:([^=]+)=(.*)$/.exec(part) ?? [];
		return seat === undefined || driver === undefined
			? []
			: [[decodeURIComponent(seat), decodeURIComponent(driver)] as const];
	});
	if (seats.length === 0) return null;
	return seats.map(([seat, driver]) => `${seat}: ${driverName(suite, seat, driver)}`).join("; ");
}

function driverName(suite: Suite, seat: string, driver: string): string {
	const [name = driver] = driver.split("@");
	const program = suite.others
		.find((other) => other.seat === seat)
		?.programs.find((each) => each.name === name);
	const said = driver.replace("@", " ");
	return program === undefined ? said : `${program.title} (${said})`;
}
