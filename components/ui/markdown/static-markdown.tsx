import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { ReactNode } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { policyComponents, rehypePolicy } from "./policy.tsx";

const pipeline = unified()
	.use(remarkParse)
	.use(remarkGfm)
	.use(remarkRehype, { allowDangerousHtml: true })
	.use(rehypePolicy);

/** What may scroll sideways can be reached by keys. */
const components = {
	...policyComponents,
	pre: ({ children }: { children?: ReactNode }) => (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box.
		<pre tabIndex={0}>{children}</pre>
	),
	table: ({ children }: { children?: ReactNode }) => (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box.
		<div className="table-scroll" tabIndex={0}>
			<table>{children}</table>
		</div>
	),
};

/** Finished Markdown drawn on the server under the same policy as `Markdown`, without any script. */
export function StaticMarkdown({ text }: { text: string }) {
	const tree = pipeline.runSync(pipeline.parse(text));
	return (
		<div className="prose" dir="auto">
			{toJsxRuntime(tree, { Fragment, jsx, jsxs, components, passNode: false })}
		</div>
	);
}
