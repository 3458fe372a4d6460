"use client";
import { lazy, memo, Suspense, useDeferredValue } from "react";
import { useTranslations } from "use-intl/react";

// The Markdown reader is the page's largest part and not needed before the first words.
const Markdown = lazy(() => import("#components/ui/markdown/markdown.tsx"));

/** Loads the Markdown reader ahead, while the models think. */
export const preloadMarkdown = () => void import("#components/ui/markdown/markdown.tsx");

/**
 * A reply's text as Markdown. Drawing it may lag behind typing and pressing buttons, and is not done
 * again for text that did not change. Until the reader is there the plain text stands in its place.
 */
export const MarkdownView = memo(function MarkdownView(props: {
	text: string;
	isStreaming: boolean;
}) {
	const t = useTranslations("battle.markdown");
	const text = useDeferredValue(props.text);
	return (
		<Suspense
			fallback={
				<div className="prose whitespace-pre-wrap" dir="auto">
					{text}
				</div>
			}
		>
			<Markdown
				text={text}
				isStreaming={props.isStreaming}
				translations={{ copyCode: t("copy-code"), copied: t("copied") }}
			/>
		</Suspense>
	);
});
