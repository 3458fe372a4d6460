import { parseHTML } from "linkedom";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import Markdown from "./markdown.tsx";
import { StaticMarkdown } from "./static-markdown.tsx";

const attacks = [
	"<script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	"![x](https://evil.example/pixel.png)",
	'![x](https://evil.example/p.png "t")',
	"![x][r]\n\n[r]: https://evil.example/ref.png",
	"![x](data:image/svg+xml;base64,PHN2Zy8+)",
	"![inc](https://evil.example/part",
	"[go](javascript:alert(1))",
	"[go](JaVaScRiPt:alert(1))",
	"[go](java\nscript:alert(1))",
	"[go](&#106;avascript:alert(1))",
	"[go](data:text/html,<script>alert(1)</script>)",
	"[go](vbscript:msgbox)",
	"[go](blob:https://evil.example/1)",
	"[go](file:///etc/passwd)",
	"[go](//evil.example/x)",
	"[go](/api/battles)",
	"<javascript:alert(1)>",
	"<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
	"<iframe srcdoc='<script>alert(1)</script>'></iframe>",
	"<form action=https://evil.example><input name=q><button>go</button></form>",
	"<style>body{display:none}</style>",
	"<div style='position:fixed;inset:0;background:red'>x</div>",
	"<a href='https://evil.example' style='position:fixed;inset:0'>x</a>",
	"<base href=https://evil.example>",
	"<meta http-equiv=refresh content='0;url=https://evil.example'>",
	"<link rel=stylesheet href=https://evil.example/x.css>",
	"<object data=https://evil.example></object><embed src=https://evil.example>",
	"<video src=https://evil.example/v.mp4 autoplay></video><audio src=https://evil.example/a></audio>",
	"<math><mtext><img src=x onerror=alert(1)></mtext></math>",
	"<input type=image src=https://evil.example/i formaction=javascript:alert(1)>",
	"<h1 id=main onclick=alert(1)>x</h1>",
	"```html\n<script>alert(1)</script>\n```",
	"`<img src=x onerror=alert(1)>`",
	"| a |\n|---|\n| <img src=x onerror=alert(1)> |",
	"- [ ] <input autofocus onfocus=alert(1)>",
	"[^1]\n\n[^1]: <script>alert(1)</script>",
	"\u202e[nrevo](https://example.org)",
	"<details open ontoggle=alert(1)><summary>x</summary></details>",
	"<<script>script>alert(1)<</script>/script>",
];

const allowedTags = new Set(
	"div p span a strong em del code pre ul ol li blockquote hr br table thead tbody tr th td h4 h5 h6 sup sub section input button svg path".split(
		" ",
	),
);

function dangersIn(html: string): string[] {
	const { document } = parseHTML(`<html><body>${html}</body></html>`);
	const dangers: string[] = [];
	for (const element of document.body.querySelectorAll("*")) {
		const tag = element.tagName.toLowerCase();
		if (!allowedTags.has(tag)) dangers.push(`<${tag}>`);
		if (tag === "input" && element.getAttribute("type") !== "checkbox") dangers.push("input");
		for (const { name, value } of element.attributes) {
			if (name.startsWith("on")) dangers.push(name);
			if (
				[
					"src",
					"srcset",
					"srcdoc",
					"action",
					"formaction",
					"background",
					"poster",
					"data",
				].includes(name)
			)
				dangers.push(`${name}=${value}`);
			if (name === "href" && !/^(https?:\/\/|mailto:|#user-content-)/.test(value))
				dangers.push(`href=${value}`);
			if (name === "id" && !value.startsWith("user-content-")) dangers.push(`id=${value}`);
			if (name === "style" && /position|url\(|inset|transform|float/.test(value))
				dangers.push(`style=${value}`);
		}
	}
	return dangers;
}

const renderers = {
	"static, on the server": (text: string) => <StaticMarkdown text={text} />,
	"as it streams": (text: string) => <Markdown text={text} isStreaming />,
	"once it is done": (text: string) => <Markdown text={text} isStreaming={false} />,
};

describe.each(Object.entries(renderers))("hostile Markdown %s", (_name, render) => {
	it.each(attacks)("%j does no harm", (attack) => {
		const html = renderToStaticMarkup(render(`Before\n\n${attack}\n\nafter`));
		expect(dangersIn(html)).toEqual([]);
		expect(html).toContain("Before");
	});

	it("shows HTML as it was written and the words of an image", () => {
		const html = renderToStaticMarkup(
			render("Use <b>bold</b> and ![a cat](https://x.example/c.png)."),
		);
		expect(html).toContain("&lt;b&gt;");
		expect(html).toContain("[a cat]");
	});

	it("keeps open links, and keeps them from knowing where they were followed", () => {
		const html = renderToStaticMarkup(render("See [here](https://example.org/a)."));
		expect(html).toMatch(/href="https:\/\/example\.org\/a"/);
		expect(html).toContain("noopener noreferrer nofollow");
		expect(html).toMatch(/referrerpolicy="no-referrer"/i);
	});

	it("names the boxes of a task list by their entries", () => {
		const html = renderToStaticMarkup(
			render("- [x] wash **up**\n- [ ] dry\n  - [ ] plates\n- [ ]"),
		);
		const names = [...html.matchAll(/<input[^>]*>/g)].map(
			([input]) => /aria-label="([^"]*)"/.exec(input)?.[1],
		);
		expect(names).toEqual(["wash up", "dry", "plates"]);
	});

	it("puts a model's headings below the reply's own", () => {
		const html = renderToStaticMarkup(render("# One\n\n## Two\n\n###### Six"));
		expect(html.match(/<h[1-6]/g)).toEqual(["<h4", "<h5", "<h6"]);
	});
});
