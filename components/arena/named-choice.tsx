"use client";
import { useState } from "react";
import { useTranslations } from "use-intl/react";

interface Listed {
	slug: string;
	name: string;
}

type List = { state: "unasked" | "loading" | "failed" } | { state: "there"; models: Listed[] };

/** Reads the list only when asked for: a blind battle's page must not carry a model's name. */
async function loadModels(): Promise<Listed[]> {
	const response = await fetch("/api/models", { credentials: "same-origin" });
	if (!response.ok) throw new Error(`models: ${response.status}`);
	const body: { models: (Listed & { state?: string })[] } = await response.json();
	return body.models.filter((model) => model.state === undefined || model.state === "active");
}

/** For those who want to see two certain models side by side: not blind, so not counted. */
export function NamedChoice({ onChange }: { onChange: (models: [string, string] | null) => void }) {
	const t = useTranslations("battle.named");
	const [list, setList] = useState<List>({ state: "unasked" });
	const [chosen, setChosen] = useState<[string, string]>(["", ""]);
	const open = async () => {
		if (list.state === "there" || list.state === "loading") return;
		setList({ state: "loading" });
		setList(
			await loadModels().then(
				(models): List => ({ state: "there", models }),
				(): List => ({ state: "failed" }),
			),
		);
	};
	const choose = (next: [string, string]) => {
		setChosen(next);
		onChange(next[0] !== "" && next[1] !== "" && next[0] !== next[1] ? next : null);
	};
	return (
		<details
			className="mt-5"
			onToggle={(event) => {
				if (event.currentTarget.open) void open();
				else choose(["", ""]);
			}}
		>
			<summary className="min-h-11 content-center text-quiet underline underline-offset-4">
				{t("summary")}
			</summary>
			<p className="mb-2 max-w-[62ch] text-quiet text-sm">{t("hint")}</p>
			{list.state === "loading" ? <p>{t("loading")}</p> : null}
			{list.state === "failed" ? <p className="notice notice-danger">{t("failed")}</p> : null}
			{list.state === "there" ? (
				<div className="grid gap-3 sm:grid-cols-2">
					{([0, 1] as const).map((index) => (
						<label key={index} className="flex flex-col gap-1">
							<span className="text-quiet text-sm">{t(index === 0 ? "first" : "second")}</span>
							<select
								className="field"
								value={chosen[index]}
								onChange={(event) => {
									const slug = event.target.value;
									choose(index === 0 ? [slug, chosen[1]] : [chosen[0], slug]);
								}}
							>
								<option value="">{t("draw")}</option>
								{list.models.map((model) => (
									<option
										key={model.slug}
										value={model.slug}
										disabled={chosen[1 - index] === model.slug}
									>
										{model.name}
									</option>
								))}
							</select>
						</label>
					))}
				</div>
			) : null}
		</details>
	);
}
