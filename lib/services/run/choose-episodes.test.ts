import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseEpisodes, type OpenEpisode } from "./choose-episodes.ts";

const episodes = fc
	.array(
		fc.record({
			run: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
			models: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 2 }),
		}),
		{ maxLength: 40 },
	)
	.chain((drawn) =>
		fc.tuple(
			fc.constant(drawn),
			fc.array(fc.integer({ min: -1, max: 6 }), { minLength: 3, maxLength: 3 }),
		),
	)
	.map(([drawn, rooms]) =>
		drawn.map(
			({ run, models }, i): OpenEpisode => ({
				id: String(i),
				runId: run === null ? null : `run-${run}`,
				room: run === null ? null : (rooms[run] ?? 0),
				models,
			}),
		),
	);

test("never exceeds a run's or a model's room, nor the count, and takes the first that fit", () => {
	fc.assert(
		fc.property(
			episodes,
			fc.dictionary(fc.constantFrom("a", "b"), fc.integer({ min: 0, max: 5 })),
			fc.integer({ min: 0, max: 20 }),
			(open, limits, count) => {
				const rooms = new Map(Object.entries(limits));
				const chosen = chooseEpisodes(open, rooms, count);
				expect(chosen.length).toBeLessThanOrEqual(count);
				for (const [slug, room] of rooms)
					expect(chosen.filter(({ models }) => models.includes(slug)).length).toBeLessThanOrEqual(
						Math.max(0, room),
					);
				for (const { runId, room } of open)
					if (runId !== null)
						expect(chosen.filter((other) => other.runId === runId).length).toBeLessThanOrEqual(
							Math.max(0, room ?? 0),
						);
				// What was passed over could not have been taken after those before it.
				for (const [i, episode] of open.entries()) {
					if (chosen.includes(episode) || chosen.length === count) continue;
					const before = chosen.filter(({ id }) => Number(id) < i);
					const isFullRun =
						episode.runId !== null &&
						before.filter(({ runId }) => runId === episode.runId).length >= (episode.room ?? 0);
					const isFullModel = episode.models.some(
						(slug) =>
							before.filter(({ models }) => models.includes(slug)).length >=
							(rooms.get(slug) ?? Number.POSITIVE_INFINITY),
					);
					expect(isFullRun || isFullModel).toBe(true);
				}
			},
		),
	);
});
