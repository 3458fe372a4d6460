import type { Element, ElementContent, Root } from "hast";
import type { ComponentProps, JSX } from "react";
import { harden } from "rehype-harden";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import type { PluggableList } from "unified";

/**
 * What text from a model may become. It is hostile until proven otherwise: HTML stays text, images
 * are never asked for, links lead only to the open web, headings stand below the page's own, ids
 * cannot collide with the page's.
 */

const isElement = (node: { type: string }): node is Element => node.type === "element";

/** Puts an image's description where the image would be: asking for it would tell its server who reads. */
function withoutImages() {
	const visit = (parent: Root | Element) => {
		parent.children = parent.children.map((child) => {
			if (!isElement(child)) return child;
			if (child.tagName === "img" || child.tagName === "image") return imageText(child);
			visit(child);
			return child;
		}) as ElementContent[];
	};
	return visit;
}

const imageText = (image: Element): Element => ({
	type: "element",
	tagName: "span",
	properties: { className: ["image-left-out"] },
	children: [{ type: "text", value: `[${String(image.properties["alt"] ?? "") || "image"}]` }],
});

/** HTML in the source is shown as it was written. */
function htmlAsText() {
	const visit = (parent: Root | Element) => {
		parent.children = parent.children.map((child) => {
			if (child.type === "raw") return { type: "text", value: (child as { value: string }).value };
			if (isElement(child)) visit(child);
			return child;
		}) as ElementContent[];
	};
	return visit;
}

const textOf = (node: ElementContent): string => {
	if (node.type === "text") return node.value;
	return isElement(node) && node.tagName !== "ul" && node.tagName !== "ol"
		? node.children.map(textOf).join("")
		: "";
};

/** Names the box of each entry of a task list by the entry's own words, without those below it. */
function withNamedBoxes() {
	const visit = (parent: Root | Element, entry: string) => {
		for (const child of parent.children) {
			if (!isElement(child)) continue;
			if (child.tagName === "input") child.properties["ariaLabel"] = entry;
			const isEntry = child.tagName === "li";
			visit(child, isEntry ? child.children.map(textOf).join("").trim() : entry);
		}
	};
	return (root: Root) => visit(root, "");
}

const schema: typeof defaultSchema = {
	...defaultSchema,
	attributes: {
		...defaultSchema.attributes,
		code: [...(defaultSchema.attributes?.["code"] ?? []), "metastring"],
		span: [...(defaultSchema.attributes?.["span"] ?? []), ["className", "image-left-out"]],
	},
	protocols: { href: ["http", "https", "mailto"] },
	tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== "img" && name !== "picture"),
};

export const rehypePolicy: PluggableList = [
	htmlAsText,
	withoutImages,
	[rehypeSanitize, schema],
	[
		harden,
		{
			allowedImagePrefixes: [],
			allowDataImages: false,
			allowedLinkPrefixes: ["*"],
			allowedProtocols: ["mailto:"],
			linkBlockPolicy: "text-only",
			imageBlockPolicy: "text-only",
		},
	],
	withNamedBoxes,
];

/** Only to the open web: a relative address could point at this arena's own pages. */
const isOpenLink = (href: unknown): href is string =>
	typeof href === "string" && /^(https?:\/\/|mailto:)/i.test(href);

type WithNode<K extends keyof JSX.IntrinsicElements> = ComponentProps<K> & { node?: unknown };

function Anchor({ href, children, id }: WithNode<"a">) {
	if (typeof href === "string" && href.startsWith("#user-content-"))
		return (
			<a href={href} id={id}>
				{children}
			</a>
		);
	if (!isOpenLink(href)) return <span>{children}</span>;
	return (
		<a
			href={href}
			target="_blank"
			rel="noopener noreferrer nofollow ugc"
			referrerPolicy="no-referrer"
		>
			{children}
		</a>
	);
}

function ScrollingTable({ children }: WithNode<"table">) {
	return (
		<div className="table-scroll">
			<table>{children}</table>
		</div>
	);
}

/** A model's first heading stands below the reply's own, which is an h3. */
const heading =
	(Tag: "h4" | "h5" | "h6") =>
	({ children, id }: WithNode<"h4">) => <Tag id={id}>{children}</Tag>;

/** How each element is drawn: plainly, styled by `.prose`. */
export const policyComponents = {
	a: Anchor,
	table: ScrollingTable,
	h1: heading("h4"),
	h2: heading("h5"),
	h3: heading("h6"),
	h4: heading("h6"),
	h5: heading("h6"),
	h6: heading("h6"),
	p: "p",
	ul: "ul",
	ol: "ol",
	li: "li",
	blockquote: "blockquote",
	hr: "hr",
	strong: "strong",
	em: "em",
	sub: "sub",
	sup: "sup",
	thead: "thead",
	tbody: "tbody",
	tr: "tr",
	th: "th",
	td: "td",
} as const;
