import { toJsxRuntime } from "hast-util-to-jsx-runtime";
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

/** Finished Markdown drawn on the server under the same policy as `Markdown`, without any script. */
export function StaticMarkdown({ text }: { text: string }) {
	const tree = pipeline.runSync(pipeline.parse(text));
	return (
		<div className="prose" dir="auto">
			{toJsxRuntime(tree, { Fragment, jsx, jsxs, components: policyComponents, passNode: false })}
		</div>
	);
}
