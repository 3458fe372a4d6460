import type { ReactNode } from "react";

/** What is wider than a phone scrolls by itself; the keyboard reaches it too. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
		<section aria-label={label} tabIndex={0} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
			{children}
		</section>
	);
}
