const HostDate = Date;

/** What the clock shows inside every run: 2025-01-01T00:00:00Z, in milliseconds since 1970. */
export const FIXED_TIME_MS = HostDate.UTC(2025, 0, 1);

/**
 * A `Date` that stands still, in UTC. The interpreter asks its host's `Date` for the time and for the
 * offset of the time zone; where that is this one, nothing of the machine's clock or place gets in.
 */
export class FixedDate extends HostDate {
	static override now(): number {
		return FIXED_TIME_MS;
	}

	/** As of `Date`: nothing for now, milliseconds since 1970, or year, month and day. */
	constructor(...[first, ...rest]: number[]) {
		if (first === undefined) super(FIXED_TIME_MS);
		else super(rest.length === 0 ? first : HostDate.UTC(first, ...rest));
	}

	override getTimezoneOffset(): number {
		return 0;
	}

	override getFullYear(): number {
		return this.getUTCFullYear();
	}

	override getMonth(): number {
		return this.getUTCMonth();
	}

	override getDate(): number {
		return this.getUTCDate();
	}

	override getDay(): number {
		return this.getUTCDay();
	}

	override getHours(): number {
		return this.getUTCHours();
	}

	override getMinutes(): number {
		return this.getUTCMinutes();
	}

	override getSeconds(): number {
		return this.getUTCSeconds();
	}
}
