import { createHash } from "node:crypto";

// The world of the sample: a cellar of rooms, one of which has a ladder out. Pure: everything follows from
// the seed and the steps, and a step gives a new state.

const SIZE = 5;
const STEPS_MAX = 60;
const START = 0;

const directions = {
	north: { row: -1, column: 0 },
	east: { row: 0, column: 1 },
	south: { row: 1, column: 0 },
	west: { row: 0, column: -1 },
} as const;
export type Direction = keyof typeof directions;
export const directionNames = Object.keys(directions) as Direction[];
export const isDirection = (text: string): text is Direction => Object.hasOwn(directions, text);

export interface Maze {
	/** For each room, by its number, the directions in which it has a door. */
	doors: readonly (readonly Direction[])[];
	/** The room with the ladder. */
	exit: number;
	/** Steps from the first room to the exit when nobody errs. */
	shortest: number;
	room: number;
	steps: number;
	done: boolean;
}

/** The nth choice of a seed: a whole number below `below`, the same on every machine. */
function choice(seed: number, n: number, below: number): number {
	const bytes = createHash("sha256").update(`cellar ${seed} ${n}`).digest();
	return bytes.readUInt32BE(0) % below;
}

function neighbour(room: number, direction: Direction): number | null {
	const row = Math.floor(room / SIZE) + directions[direction].row;
	const column = (room % SIZE) + directions[direction].column;
	const isInside = row >= 0 && row < SIZE && column >= 0 && column < SIZE;
	return isInside ? row * SIZE + column : null;
}

/**
 * Digs the cellar: from the first room ever deeper in directions that the seed chooses, back where there is
 * no way on. Every room is reached by exactly one way; the exit is the room farthest from the first.
 */
export function digMaze(seed: number): Maze {
	const doors: Direction[][] = Array.from({ length: SIZE * SIZE }, () => []);
	const distance = new Map([[START, 0]]);
	const way = [START];
	for (let n = 0; way.length > 0; n++) {
		const room = way.at(-1) ?? START;
		const open = directionNames.flatMap((direction) => {
			const next = neighbour(room, direction);
			return next === null || distance.has(next) ? [] : [{ direction, next }];
		});
		const chosen = open[choice(seed, n, Math.max(1, open.length))];
		if (chosen === undefined) {
			way.pop();
			continue;
		}
		doors[room]?.push(chosen.direction);
		doors[chosen.next]?.push(opposite(chosen.direction));
		distance.set(chosen.next, way.length);
		way.push(chosen.next);
	}
	const [exit, shortest] = [...distance].reduce((far, each) => (each[1] > far[1] ? each : far));
	return { doors, exit, shortest, room: START, steps: 0, done: false };
}

function opposite(direction: Direction): Direction {
	return directionNames[(directionNames.indexOf(direction) + 2) % 4] ?? direction;
}

/** What is seen in the room. */
export function lookAround({ doors, room, exit, steps, done }: Maze): string {
	const ways = directionNames.filter((direction) => doors[room]?.includes(direction));
	const place = room === exit ? "A ladder leads up into daylight." : "A bare cellar room.";
	const end = done ? " It is over." : "";
	return `${place} Doors: ${ways.join(", ")}. Steps left: ${STEPS_MAX - steps}.${end}`;
}

/** Goes through a door, or against a wall, which costs a step as well. */
export function walk(maze: Maze, direction: Direction): Maze {
	const next = maze.doors[maze.room]?.includes(direction) ? neighbour(maze.room, direction) : null;
	const room = next ?? maze.room;
	const steps = maze.steps + 1;
	return { ...maze, room, steps, done: room === maze.exit || steps >= STEPS_MAX };
}

export const isSolved = ({ room, exit }: Maze): boolean => room === exit;

/** Facts by name: solved or not, the steps taken, and the shortest way as a share of them. */
export function scoreOf(maze: Maze): Record<string, number> {
	const solved = isSolved(maze) ? 1 : 0;
	return { solved, steps: maze.steps, efficiency: solved === 1 ? maze.shortest / maze.steps : 0 };
}
