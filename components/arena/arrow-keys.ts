import type { KeyboardEvent } from "react";

/** Moves focus between the buttons of a group with the arrow keys; elsewhere they keep their meaning. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
	const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
	if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
	const buttons = [
		...event.currentTarget.querySelectorAll<HTMLButtonElement>("button:not(:disabled)"),
	];
	const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
	if (at === -1) return;
	event.preventDefault();
	const isMirrored =
		getComputedStyle(event.currentTarget).direction === "rtl" && event.key.match(/Left|Right/);
	buttons.at((at + (isMirrored ? -step : step) + buttons.length) % buttons.length)?.focus();
}
