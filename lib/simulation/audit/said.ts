import type { AuditedUser } from "./finding.ts";

/** A message of the user with what it had heard before. */
export interface Said {
	turn: number;
	text: string;
	/** All that others said and the environment showed it before, one below the other. */
	heard: string;
	/** The last message that it heard; null at the start. */
	lastHeard: string | null;
}

/** What the user said, oldest first; a history before the first turn is not its own doing. */
export function saidBy({ record, seat }: Pick<AuditedUser, "record" | "seat">): Said[] {
	const said: Said[] = [];
	const heard: string[] = [];
	for (const message of record.messages) {
		if (message.kind === "observation" && message.seat === seat) heard.push(message.text);
		if (message.kind !== "text") continue;
		const isOwn = message.seat === seat && message.turn > 0;
		if (isOwn)
			said.push({
				turn: message.turn,
				text: message.text,
				heard: heard.join("\n"),
				lastHeard: heard.at(-1) ?? null,
			});
		else if (message.seat === seat || message.to === "all" || message.to.includes(seat))
			heard.push(message.text);
	}
	return said;
}
