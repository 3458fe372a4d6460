"use client";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { type PluginConfig, Streamdown, type StreamdownTranslations } from "streamdown";
import { withDollarMath } from "./math-delimiters.ts";
import { loadPlugins, needsOf } from "./plugins.ts";
import { policyComponents, rehypePolicy } from "./policy.tsx";

const noPlugins: PluginConfig = {};
const controls = {
	code: { copy: true, download: false },
	table: false,
	mermaid: false,
	image: false,
};
const linkSafety = { enabled: false };
const InlineCode = ({ children }: { children?: ReactNode }) => <code>{children}</code>;
const components = { ...policyComponents, inlineCode: InlineCode };

export interface MarkdownProps {
	text: string;
	/** More text may come: unfinished marks are closed for the time being. */
	isStreaming: boolean;
	translations?: Partial<StreamdownTranslations>;
}

/** A model's Markdown, hardened (see `policy.tsx`). Code, formulas and CJK rules load when needed. */
export default function Markdown({ text, isStreaming, translations }: MarkdownProps) {
	const [plugins, setPlugins] = useState(noPlugins);
	const { code, math, cjk } = needsOf(text);
	useEffect(() => {
		if (!code && !math && !cjk) return;
		let isCurrent = true;
		void loadPlugins({ code, math, cjk }).then((next) => {
			if (isCurrent) setPlugins(next);
		});
		return () => {
			isCurrent = false;
		};
	}, [code, math, cjk]);
	const source = useMemo(() => (math ? withDollarMath(text) : text), [text, math]);
	const box = useRef<HTMLDivElement>(null);
	useReachableScrollers(box, text, isStreaming);
	return (
		<div ref={box}>
			<Streamdown
				className="prose space-y-0"
				mode={isStreaming ? "streaming" : "static"}
				parseIncompleteMarkdown={isStreaming}
				isAnimating={isStreaming}
				dir="auto"
				rehypePlugins={rehypePolicy}
				components={components}
				plugins={plugins}
				controls={controls}
				linkSafety={linkSafety}
				lineNumbers={false}
				codeBlockMaxHeight={0}
				{...(translations === undefined ? {} : { translations })}
			>
				{source}
			</Streamdown>
		</div>
	);
}

/** Lets keys reach code, tables and formulas that are wider than their column, and only those. */
function useReachableScrollers(
	box: RefObject<HTMLDivElement | null>,
	text: string,
	isStreaming: boolean,
): void {
	useEffect(() => {
		const root = box.current;
		if (isStreaming || root === null || text === "") return;
		const look = () => {
			for (const element of root.querySelectorAll<HTMLElement>(
				"pre, .table-scroll, .katex-display",
			)) {
				if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
				else element.removeAttribute("tabindex");
			}
		};
		const watch = new ResizeObserver(look);
		watch.observe(root);
		return () => watch.disconnect();
	}, [box, text, isStreaming]);
}
