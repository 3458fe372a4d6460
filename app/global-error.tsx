"use client";
import "./globals.css";
import { FailurePage } from "#components/ui/failure-page.tsx";
import { errorWords } from "#lib/i18n/error-words.ts";

/** The last wall: replaces the whole document when the frame itself failed. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
	const words = errorWords().page;
	return (
		<html lang="en">
			<body>
				<title>{words.title}</title>
				<main id="main">
					<FailurePage {...props} words={words} />
				</main>
			</body>
		</html>
	);
}
