import type { DisplayPolicy } from "./battle.ts";
import { type Slot, slots } from "./outcome.ts";

export interface PacerOptions {
	policy: DisplayPolicy;
	/** Time between two calls of `tick`, milliseconds. */
	tickMs: number;
	/** The slowest pace, in characters (code points) per tick and slot. */
	baseCharsPerTick: number;
	/** Gated start: after this long, show what there is. Milliseconds. */
	gateMaxMs?: number;
	/** Gated start: a slot without text for longer than this stops holding the other back. */
	starveMs?: number;
	/** The time at which the turn began, on the clock of `tick`; the first tick's if absent. */
	startMs?: number;
}

/** A piece of a reply, to be sent now. Never empty. */
export interface Emission {
	slot: Slot;
	text: string;
}

export interface Pacer {
	/** Text arrived from upstream. */
	push(slot: Slot, text: string): void;
	/** Upstream ended, well or not. What is buffered is still shown. */
	finish(slot: Slot): void;
	/** What to show now. To be called every `tickMs`. */
	tick(nowMs: number): Emission[];
	/** True when upstream ended and everything was shown. */
	isDrained(slot: Slot): boolean;
}

/** A backlog that nothing holds back is shown within about this time, milliseconds. */
const drainMs = 1000;

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/**
 * One slot's buffer. Counts and cuts by code point, so that a surrogate pair is never split, also
 * when upstream split it between two chunks.
 */
function createLane() {
	let text = "";
	let head = 0;
	let available = 0;
	let carry = "";
	let finished = false;
	const append = (piece: string) => {
		for (const _ of piece) available += 1;
		text += piece;
	};
	const take = (characters: number): string => {
		const taken = Math.min(characters, available);
		let end = head;
		if (taken === available) end = text.length;
		else {
			for (let i = 0; i < taken; i++) {
				const isPair =
					isHighSurrogate(text.charCodeAt(end)) && isLowSurrogate(text.charCodeAt(end + 1));
				end += isPair ? 2 : 1;
			}
		}
		const piece = text.slice(head, end);
		available -= taken;
		head = end;
		if (head === text.length) {
			text = "";
			head = 0;
		}
		return piece;
	};
	return {
		/** Since when there was nothing to show; null while there is something. */
		emptySinceMs: null as number | null,
		push(piece: string) {
			if (finished || piece === "") return;
			const whole = carry + piece;
			const isCut = isHighSurrogate(whole.charCodeAt(whole.length - 1));
			carry = isCut ? whole.slice(-1) : "";
			append(isCut ? whole.slice(0, -1) : whole);
		},
		finish() {
			if (finished) return;
			append(carry);
			carry = "";
			finished = true;
		},
		take,
		available: () => available,
		isFinished: () => finished,
	};
}

/**
 * Paces how two replies are shown, by the battle's display policy. Pure: fed by `push` and
 * `finish`, polled by `tick` with the time.
 *
 * `as-received` shows everything at once; `both-complete` waits for both ends. `gated-start` shows
 * nothing until both slots have text, or one ended, or `gateMaxMs` passed; then, at every tick, both
 * slots get the same number of characters, so that neither the size nor the timing of a chunk says
 * whose it is. The slower slot sets that number; one that has ended only shows its rest at the same
 * pace, and one that has had nothing for `starveMs` holds nobody back until it has text again.
 */
export function createPacer(options: PacerOptions): Pacer {
	const { policy, tickMs, baseCharsPerTick } = options;
	const gateMaxMs = options.gateMaxMs ?? 8000;
	const starveMs = options.starveMs ?? 1500;
	const lanes = { a: createLane(), b: createLane() };
	const both = [lanes.a, lanes.b];
	let startMs = options.startMs ?? null;
	let isOpen = false;
	let drainRate = 0;

	const emit = (characters: number): Emission[] =>
		slots.flatMap((slot) => {
			const text = lanes[slot].take(characters);
			return text === "" ? [] : [{ slot, text }];
		});

	/** Characters for each slot at this tick; the same number for both. */
	const paceOf = (nowMs: number): number => {
		const holding: number[] = [];
		for (const lane of both) {
			if (lane.available() > 0) lane.emptySinceMs = null;
			else lane.emptySinceMs ??= nowMs;
			const isStarving = lane.emptySinceMs !== null && nowMs - lane.emptySinceMs > starveMs;
			if (!lane.isFinished() && !isStarving) holding.push(lane.available());
		}
		// A last chunk shorter than the other side's at the same tick would say who is about to end.
		const rests = both.map((lane) => lane.available()).filter((available) => available > 0);
		const rest = Math.min(...rests);
		if (holding.length > 0) {
			drainRate = 0;
			const least = Math.min(...holding);
			return Math.min(
				least,
				rest,
				Math.max(baseCharsPerTick, Math.ceil((least * tickMs) / drainMs)),
			);
		}
		// Nothing holds the rest back: once set, the pace is kept until the backlog is gone, so that
		// it takes about `drainMs` and not a long tail.
		const backlog = Math.max(0, ...rests);
		const wanted = Math.ceil((backlog * tickMs) / drainMs);
		drainRate = backlog === 0 ? 0 : Math.max(drainRate, wanted, baseCharsPerTick);
		return Math.min(drainRate, rest);
	};

	return {
		push: (slot, text) => lanes[slot].push(text),
		finish: (slot) => lanes[slot].finish(),
		isDrained: (slot) => lanes[slot].isFinished() && lanes[slot].available() === 0,
		tick(nowMs) {
			if (startMs === null) startMs = nowMs;
			if (policy === "as-received") return emit(Number.POSITIVE_INFINITY);
			if (policy === "both-complete") {
				return both.every((lane) => lane.isFinished()) ? emit(Number.POSITIVE_INFINITY) : [];
			}
			// A slot without a first token has been starving since the start, not since the gate.
			if (!isOpen) {
				for (const lane of both) if (lane.available() === 0) lane.emptySinceMs ??= startMs;
			}
			isOpen ||=
				both.every((lane) => lane.available() > 0) ||
				both.some((lane) => lane.isFinished()) ||
				nowMs - startMs >= gateMaxMs;
			return isOpen ? emit(paceOf(nowMs)) : [];
		},
	};
}
