import { expect, test } from "vitest";
import { seededRandom } from "#lib/kernel/random.ts";
import { sumByCluster } from "./sum-by-cluster.ts";
import { sumPairsByCluster } from "./sum-pairs-by-cluster.ts";

const SIZE = 60;
const ROWS = 4000;

// With few clusters each touches nearly every model, with many only some: both ways to sort are taken.
test.each([1, 12, 300, 5000])("the sums by %i clusters are those of any scores", (most) => {
	// A sum that is not exact shows in the product only now and then: hence so many boards.
	for (let seed = 0; seed < 40; seed++) expectSame(most, seed);
});

function expectSame(most: number, seed: number): void {
	const random = seededRandom(seed);
	const slotA = Int32Array.from({ length: ROWS }, () => Math.floor(random.next() * SIZE));
	const slotB = slotA.map((a) => (a + 1 + Math.floor(random.next() * (SIZE - 1))) % SIZE);
	const clusters = slotA.map(() => Math.floor(random.next() * (most + 1)) - 1);
	// Divided, because the generator's own numbers are short enough to add up exactly.
	const pulls = Float64Array.from(slotA, () => (random.next() - 0.5) / 3);
	const places = new Int32Array(2);
	const score = new Float64Array(2);
	const written = sumByCluster(SIZE, clusters, {
		places,
		score,
		write(row) {
			places.set([slotA[row] ?? 0, slotB[row] ?? 0]);
			score.set([pulls[row] ?? 0, -(pulls[row] ?? 0)]);
			return 1;
		},
	});
	expect(sumPairsByCluster(SIZE, clusters, { slotA, slotB }, pulls)).toEqual(written);

	const turned = (column: Int32Array) => column.slice().reverse();
	const slots = { slotA: turned(slotA), slotB: turned(slotB) };
	const backwards = sumPairsByCluster(SIZE, turned(clusters), slots, pulls.slice().reverse());
	expect(backwards).toEqual(written);
}
