/** Who sits in a seat, as it is stored with a conversation. */
export interface ShownDriver {
	kind: "model" | "program" | "person";
	/** Slug: of the model itself, or of the one that the program consults. */
	model: string | null;
	program: string | null;
	version: string | null;
}

/** A driver as a run's file writes it, such as `script` or `persona+my-model`. */
export function seatText({ kind, model, program }: ShownDriver): string {
	if (kind === "program") return `${program}${model === null ? "" : `+${model}`}`;
	return kind === "model" ? `${model}` : kind;
}
