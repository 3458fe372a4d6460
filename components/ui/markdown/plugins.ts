import type { PluginConfig } from "streamdown";

/** Which heavy helpers a text needs. */
export interface Needs {
	code: boolean;
	math: boolean;
	cjk: boolean;
}

export function needsOf(text: string): Needs {
	return {
		code: /```|~~~/.test(text),
		math: /\$\$|\\\(|\\\[/.test(text),
		cjk: /[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/.test(text),
	};
}

const loaders: { [K in keyof Needs]: () => Promise<PluginConfig> } = {
	code: async () => {
		const { createCodePlugin } = await import("@streamdown/code");
		return {
			code: createCodePlugin({
				themes: ["github-light-high-contrast", "github-dark-high-contrast"],
			}),
		};
	},
	math: async () => ({ math: (await import("./math-plugin.ts")).mathPlugin }),
	cjk: async () => ({ cjk: (await import("@streamdown/cjk")).cjk }),
};

const loaded: { [K in keyof Needs]?: Promise<PluginConfig> } = {};

/** Loads what a text needs, once for the page. A helper that can't be loaded is left out: the text stays readable. */
export async function loadPlugins(needs: Needs): Promise<PluginConfig> {
	const wanted = (["code", "math", "cjk"] as const).filter((name) => needs[name]);
	const parts = await Promise.all(
		wanted.map((name) => {
			loaded[name] ??= loaders[name]().catch(() => {
				delete loaded[name];
				return {};
			});
			return loaded[name];
		}),
	);
	return Object.assign({}, ...parts);
}
