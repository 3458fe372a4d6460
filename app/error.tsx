"use client";
import { FailurePage } from "#components/ui/failure-page.tsx";
import { errorWords } from "#lib/i18n/error-words.ts";

export default function PageError(props: { error: unknown; retry: () => void }) {
	return (
		<main id="main">
			<FailurePage {...props} words={errorWords().page} />
		</main>
	);
}
