import { Mark } from "#components/arena/mark.tsx";
import type { Sides } from "#components/arena/sides.ts";
import type { ReplayEvent } from "#lib/arena/replay.ts";
import type { Words } from "./words.ts";

/** Both conversations' logs in order of time. */
export function EventLog({
	events,
	sides,
	words,
}: {
	events: ReplayEvent[];
	sides: Sides;
	words: Words;
}) {
	const { t } = words;
	if (events.length === 0) return null;
	return (
		<details className="mt-10">
			<summary className="min-h-11 content-center font-bold">
				{t("events", { count: events.length })}
			</summary>
			<div className="table-scroll overflow-x-auto">
				<table className="w-full text-sm">
					<thead>
						<tr className="border-line-strong border-b text-start text-quiet">
							<th scope="col" className="py-1 pe-4 text-start font-normal">
								{t("event.at")}
							</th>
							<th scope="col" className="py-1 pe-4 text-start font-normal">
								{t("event.side")}
							</th>
							<th scope="col" className="py-1 pe-4 text-start font-normal">
								{t("event.kind")}
							</th>
							<th scope="col" className="py-1 text-start font-normal">
								{t("event.data")}
							</th>
						</tr>
					</thead>
					<tbody>
						{events.map((event) => (
							<tr key={`${event.slot}${event.seq}`} className="border-line border-b align-top">
								<td className="figures whitespace-nowrap py-1 pe-4">{event.at.slice(11, 23)}</td>
								<td className="py-1 pe-4">
									<Mark side={sides[event.slot]} />
								</td>
								<td className="whitespace-nowrap py-1 pe-4">{event.kind}</td>
								<td className="figures break-all py-1">{JSON.stringify(event.data)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</details>
	);
}
