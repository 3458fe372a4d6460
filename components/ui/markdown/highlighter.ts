import { createBundledHighlighter } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

/**
 * Stands in for the package `shiki` (see the alias in next.config.js): the same interface over the
 * languages that replies are written in, instead of all 300, which would be most of the build. A
 * language that is not here is shown as plain text.
 */
export const bundledLanguages = {
	bash: () => import("@shikijs/langs/bash"),
	c: () => import("@shikijs/langs/c"),
	cpp: () => import("@shikijs/langs/cpp"),
	csharp: () => import("@shikijs/langs/csharp"),
	css: () => import("@shikijs/langs/css"),
	diff: () => import("@shikijs/langs/diff"),
	docker: () => import("@shikijs/langs/docker"),
	go: () => import("@shikijs/langs/go"),
	haskell: () => import("@shikijs/langs/haskell"),
	html: () => import("@shikijs/langs/html"),
	java: () => import("@shikijs/langs/java"),
	javascript: () => import("@shikijs/langs/javascript"),
	json: () => import("@shikijs/langs/json"),
	julia: () => import("@shikijs/langs/julia"),
	kotlin: () => import("@shikijs/langs/kotlin"),
	latex: () => import("@shikijs/langs/latex"),
	lua: () => import("@shikijs/langs/lua"),
	markdown: () => import("@shikijs/langs/markdown"),
	php: () => import("@shikijs/langs/php"),
	python: () => import("@shikijs/langs/python"),
	r: () => import("@shikijs/langs/r"),
	ruby: () => import("@shikijs/langs/ruby"),
	rust: () => import("@shikijs/langs/rust"),
	sql: () => import("@shikijs/langs/sql"),
	swift: () => import("@shikijs/langs/swift"),
	toml: () => import("@shikijs/langs/toml"),
	tsx: () => import("@shikijs/langs/tsx"),
	typescript: () => import("@shikijs/langs/typescript"),
	xml: () => import("@shikijs/langs/xml"),
	yaml: () => import("@shikijs/langs/yaml"),
};

const aliases: Partial<Record<keyof typeof bundledLanguages, string[]>> = {
	bash: ["sh", "shell", "zsh", "console"],
	cpp: ["c++"],
	csharp: ["c#", "cs"],
	docker: ["dockerfile"],
	haskell: ["hs"],
	javascript: ["js", "jsx", "mjs"],
	latex: ["tex"],
	markdown: ["md"],
	python: ["py"],
	ruby: ["rb"],
	rust: ["rs"],
	typescript: ["ts"],
	yaml: ["yml"],
};

export const bundledLanguagesInfo = Object.keys(bundledLanguages).map((id) => ({
	id,
	name: id,
	aliases: aliases[id as keyof typeof bundledLanguages] ?? [],
}));

export const createHighlighter = createBundledHighlighter({
	langs: bundledLanguages,
	themes: {
		"github-light-high-contrast": () => import("@shikijs/themes/github-light-high-contrast"),
		"github-dark-high-contrast": () => import("@shikijs/themes/github-dark-high-contrast"),
	},
	engine: () => createJavaScriptRegexEngine({ forgiving: true }),
});
