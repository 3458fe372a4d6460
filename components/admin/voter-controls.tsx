import type { AdminWords } from "./admin-words.ts";

/** Exclude a voter with a reason, or let them count again. */
export function VoterControls(props: { t: AdminWords; voterId: string; isExcluded: boolean }) {
	const { t, voterId } = props;
	if (props.isExcluded)
		return (
			<form method="post" action={`/api/admin/voters/${voterId}/include`}>
				<button
					type="submit"
					className="button button-small"
					aria-label={t("voters.include-of", { voter: voterId })}
				>
					{t("voters.include")}
				</button>
			</form>
		);
	return (
		<form method="post" action={`/api/admin/voters/${voterId}/exclude`} className="flex gap-1">
			<input
				name="reason"
				required
				maxLength={500}
				size={16}
				placeholder={t("voters.reason")}
				aria-label={t("voters.reason-of", { voter: voterId })}
				className="admin-field"
			/>
			<button
				type="submit"
				className="button button-small"
				aria-label={t("voters.exclude-of", { voter: voterId })}
			>
				{t("voters.exclude")}
			</button>
		</form>
	);
}
