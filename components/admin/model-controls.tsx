import type { AdminWords } from "./admin-words.ts";

interface Props {
	t: AdminWords;
	slug: string;
	name: string;
}

const action = (slug: string, verb: string) =>
	`/api/admin/models/${encodeURIComponent(slug)}/${verb}`;

/** The weight with its field. Empty means "as the others". */
export function WeightForm({ t, slug, name, weight }: Props & { weight: number | null }) {
	return (
		<form method="post" action={action(slug, "weight")} className="flex gap-1">
			<input
				name="weight"
				inputMode="decimal"
				size={6}
				maxLength={20}
				defaultValue={weight ?? ""}
				placeholder="1"
				aria-label={t("models.weight-of", { name })}
				className="admin-field figures"
			/>
			<button type="submit" className="button button-small">
				{t("models.set")}
			</button>
		</form>
	);
}

/** Pause with a reason, resume, and test. */
export function ModelControls({ t, slug, name, state }: Props & { state: string }) {
	return (
		<div className="flex flex-wrap gap-1">
			{state === "active" ? (
				<form method="post" action={action(slug, "pause")} className="flex gap-1">
					<input
						name="reason"
						maxLength={500}
						size={12}
						placeholder={t("models.reason")}
						aria-label={t("models.reason-of", { name })}
						className="admin-field"
					/>
					<button
						type="submit"
						className="button button-small"
						aria-label={t("models.pause-of", { name })}
					>
						{t("models.pause")}
					</button>
				</form>
			) : state === "retired" ? null : (
				<form method="post" action={action(slug, "resume")}>
					<button
						type="submit"
						className="button button-small"
						aria-label={t("models.resume-of", { name })}
					>
						{t("models.resume")}
					</button>
				</form>
			)}
			<form method="post" action={action(slug, "test")}>
				<button
					type="submit"
					className="button button-small"
					aria-label={t("models.test-of", { name })}
				>
					{t("models.test")}
				</button>
			</form>
		</div>
	);
}
