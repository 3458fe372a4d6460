import { useEffect, useSyncExternalStore } from "react";
import { type Choice, choices } from "./sides.ts";

const storageKey = "parley:keys";
const changedEvent = "parley:keys-changed";

const subscribe = (listener: () => void) => {
	addEventListener(changedEvent, listener);
	addEventListener("storage", listener);
	return () => {
		removeEventListener(changedEvent, listener);
		removeEventListener("storage", listener);
	};
};
const areOn = () => {
	try {
		return localStorage.getItem(storageKey) !== "off";
	} catch {
		return true;
	}
};

/** Whether the Alt keys vote; kept in this browser. */
export function useKeySetting(): [boolean, (isOn: boolean) => void] {
	const isOn = useSyncExternalStore(subscribe, areOn, () => true);
	const set = (next: boolean) => {
		try {
			localStorage.setItem(storageKey, next ? "on" : "off");
		} catch {
			// Without storage the setting can't be kept; the keys stay on.
		}
		dispatchEvent(new Event(changedEvent));
	};
	return [isOn, set];
}

/** Esc stops; Alt with 1 to 4 chooses a vote, wherever the focus is. */
export function useBattleKeys(options: {
	isOn: boolean;
	onStop: (() => void) | null;
	onChoose: ((choice: Choice) => void) | null;
}): void {
	const { isOn, onStop, onChoose } = options;
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			if (event.defaultPrevented || event.isComposing) return;
			if (event.key === "Escape" && onStop !== null) {
				event.preventDefault();
				onStop();
			}
			const digit = /^Digit([1-4])$/.exec(event.code)?.[1];
			if (!isOn || !event.altKey || event.ctrlKey || event.metaKey || digit === undefined) return;
			const choice = choices[Number(digit) - 1];
			if (choice === undefined || onChoose === null) return;
			event.preventDefault();
			onChoose(choice);
		};
		addEventListener("keydown", press);
		return () => removeEventListener("keydown", press);
	}, [isOn, onStop, onChoose]);
}
