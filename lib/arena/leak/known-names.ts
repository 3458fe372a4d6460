/** How a name may be read when it stands alone. */
export type NameClass =
	/** Means a model and nothing else: "ChatGPT". */
	| "strong"
	/** Also an everyday word: "llama", "nova". Needs a stricter context. */
	| "word"
	/** Also a person's first name: "Claude". Followed by a surname it is a person. */
	| "person"
	/** A company. */
	| "maker";

/** Well-known families and makers, beside whatever the registry holds. Lower case, no accents. */
export const knownNames: Record<NameClass, readonly string[]> = {
	strong: [
		"chatgpt", "gpt", "codex", "copilot chat", "github copilot", "microsoft copilot", "bing chat",
		"google bard", "google gemini", "gemini pro", "gemini flash", "gemini ultra", "gemma",
		"palm 2", "lamda", "meta ai assistant", "code llama", "codellama", "tinyllama", "mixtral",
		"codestral", "devstral", "magistral", "ministral", "pixtral", "le chat", "qwen", "qwq",
		"tongyi qianwen", "tongyi", "qianwen", "deepseek", "chatglm", "glm", "ernie bot", "wenxin",
		"hunyuan", "doubao", "minimax", "baichuan", "internlm", "abab", "command r", "command a", "cohere command", "amazon nova",
		"nova pro", "nova lite", "nova micro", "titan text", "grok", "kimi k", "phi 2", "phi 3",
		"phi 4", "stablelm", "starcoder", "olmo", "tulu 3", "granite instruct", "ibm granite",
		"nemotron", "jamba", "jurassic 2", "dbrx", "dolly v2", "vicuna", "wizardlm", "zephyr 7b",
		"openhermes", "nous hermes", "yi 34b", "smollm", "bloomz", "claude instant",
		"чатгпт", "gigachat", "гигачат", "yandexgpt", "яндексгпт", "алиса", "شات جي بي تي",
	],
	word: [
		"gemini", "bard", "llama", "mistral", "phi", "nova", "command", "falcon", "bloom", "titan",
		"alpaca", "copilot", "sonar", "solar", "hermes", "dolphin", "opus", "sonnet", "haiku", "yi",
		"jurassic", "granite", "step", "orca", "aya", "джемини", "جيميني", "o 1", "o 3", "o 4 mini",
	],
	person: ["claude", "kimi", "ernie", "клод", "كلود"],
	maker: [
		"openai", "open ai", "anthropic", "google deepmind", "deepmind", "google ai", "google",
		"meta ai", "meta", "facebook", "mistral ai", "alibaba cloud", "alibaba", "tongyi lab",
		"deepseek ai", "x ai", "xai", "moonshot ai", "moonshot", "zhipu ai", "zhipu", "z ai",
		"microsoft", "cohere", "amazon", "aws", "ibm", "nvidia", "baidu", "tencent", "bytedance",
		"baichuan inc", "01 ai", "ai 21 labs", "ai 21", "databricks", "hugging face", "stability ai",
		"allen institute", "ai 2", "perplexity ai", "perplexity", "inflection ai", "reka ai",
		"technology innovation institute", "aleph alpha", "yandex", "sber", "xiaomi", "apple",
		"яндекс", "сбер", "опенаи", "антропик", "гугл", "أوبن إيه آي", "أنثروبيك", "جوجل",
	],
};

/** Names in scripts written without spaces, found as plain substrings. */
export const knownSpacelessNames: Record<"strong" | "maker", readonly string[]> = {
	strong: ["通义千问", "通義千問", "千问", "文心一言", "豆包", "混元", "智谱清言", "克劳德", "クロード", "ジェミニ", "チャットgpt", "ラマ"],
	maker: [
		"阿里巴巴", "阿里云", "达摩院", "深度求索", "月之暗面", "智谱", "百度", "腾讯", "字节跳动", "谷歌",
		"微软", "オープンai", "アンソロピック", "グーグル", "マイクロソフト", "メタ社",
	],
};

/** Words that may follow a family's name as part of it: "Claude 3.5 Sonnet", "GPT-4o mini". */
export const variantWords: ReadonlySet<string> = new Set([
	"opus", "sonnet", "haiku", "instant", "turbo", "mini", "nano", "pro", "flash", "ultra", "lite",
	"micro", "large", "medium", "small", "max", "plus", "instruct", "chat", "preview", "thinking",
	"coder", "code", "vision", "advanced", "ai", "o", "b", "v", "r", "k", "x", "nemo", "maverick",
	"scout", "premier", "fast", "latest", "it", "vl",
]);
