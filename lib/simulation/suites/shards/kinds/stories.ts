import type { Random } from "#lib/kernel/random.ts";
import { between } from "#lib/simulation/suites/shards/draw.ts";

type Numbers = Readonly<Record<string, number>>;

/** A word sum in shards. Each fact brings one number, and they may come in any order. */
export interface Story {
	title: string;
	question: string;
	facts: readonly {
		id: string;
		/** How a person starts to say it. */
		lead: string;
		/** With {n} for the number and {who} for the name. */
		text: string;
		asks: readonly string[];
	}[];
	numbers(random: Random): Numbers;
	solve(numbers: Numbers): number;
}

const n = (numbers: Numbers, key: string): number => numbers[key] ?? 0;

export const stories: readonly Story[] = [
	{
		title: "What a market stall earns",
		question: "How many coins does each of the partners of {who}'s bun stall get at the end?",
		facts: [
			{
				id: "trays",
				lead: "So,",
				text: "{n} trays of buns are baked each morning.",
				asks: ["trays", "baked"],
			},
			{ id: "buns", lead: "", text: "There are {n} buns on a tray.", asks: ["buns", "per tray"] },
			{ id: "days", lead: "", text: "The stall is open for {n} days.", asks: ["days", "how long"] },
			{
				id: "unsold",
				lead: "Oh,",
				text: "{n} buns stay unsold each day.",
				asks: ["unsold", "left over"],
			},
			{
				id: "price",
				lead: "",
				text: "A bun sells for {n} coins.",
				asks: ["price", "cost", "sells"],
			},
			{
				id: "rent",
				lead: "I forgot:",
				text: "The place costs {n} coins a day, paid out of what is sold.",
				asks: ["rent", "costs", "expenses"],
			},
			{
				id: "partners",
				lead: "",
				text: "{n} partners share what is left equally.",
				asks: ["partners", "share"],
			},
		],
		numbers: (random) => ({
			trays: between(random, 4, 9),
			buns: between(random, 12, 30),
			days: between(random, 3, 9),
			unsold: between(random, 3, 14),
			price: between(random, 2, 6),
			rent: between(random, 15, 60),
			partners: between(random, 2, 5),
		}),
		solve: (x) =>
			(n(x, "days") *
				((n(x, "trays") * n(x, "buns") - n(x, "unsold")) * n(x, "price") - n(x, "rent"))) /
			n(x, "partners"),
	},
	{
		title: "How long a ride takes",
		question: "How many minutes is {who} on the way, from leaving to arriving?",
		facts: [
			{
				id: "road",
				lead: "Well,",
				text: "{n} km of the way are road.",
				asks: ["far", "distance", "road"],
			},
			{
				id: "roadPace",
				lead: "",
				text: "On the road a km takes {n} minutes.",
				asks: ["fast", "speed", "pace"],
			},
			{
				id: "track",
				lead: "Then",
				text: "{n} km are a forest track.",
				asks: ["track", "forest", "rest of the way"],
			},
			{
				id: "trackPace",
				lead: "",
				text: "On the track a km takes {n} minutes.",
				asks: ["on the track"],
			},
			{ id: "breaks", lead: "", text: "There are {n} breaks.", asks: ["breaks", "stops", "rests"] },
			{
				id: "breakLength",
				lead: "",
				text: "Each break lasts {n} minutes.",
				asks: ["break last", "each break", "how long are the breaks"],
			},
		],
		numbers: (random) => ({
			road: between(random, 8, 30),
			roadPace: between(random, 2, 4),
			track: between(random, 3, 12),
			trackPace: between(random, 5, 9),
			breaks: between(random, 2, 5),
			breakLength: between(random, 4, 15),
		}),
		solve: (x) =>
			n(x, "road") * n(x, "roadPace") +
			n(x, "track") * n(x, "trackPace") +
			n(x, "breaks") * n(x, "breakLength"),
	},
	{
		title: "What is left in a tank",
		question: "How many litres are in {who}'s rain tank in the end?",
		facts: [
			{
				id: "start",
				lead: "",
				text: "At the start it holds {n} litres.",
				asks: ["start", "beginning", "initially"],
			},
			{
				id: "inflow",
				lead: "It rains:",
				text: "{n} litres run in each hour.",
				asks: ["inflow", "rain", "run in"],
			},
			{
				id: "hours",
				lead: "",
				text: "It goes on like that for {n} hours.",
				asks: ["hours", "how long"],
			},
			{
				id: "outflow",
				lead: "And",
				text: "{n} litres are drawn for the garden in each of these hours.",
				asks: ["used", "drawn", "outflow", "garden"],
			},
			{
				id: "cans",
				lead: "Afterwards",
				text: "{n} watering cans are filled from it after the rain.",
				asks: ["cans", "afterwards", "after"],
			},
			{
				id: "can",
				lead: "",
				text: "A watering can holds {n} litres.",
				asks: ["can hold", "size of a can"],
			},
		],
		numbers: (random) => ({
			start: between(random, 40, 200),
			inflow: between(random, 12, 40),
			hours: between(random, 3, 9),
			outflow: between(random, 2, 11),
			cans: between(random, 2, 7),
			can: between(random, 5, 12),
		}),
		solve: (x) =>
			n(x, "start") +
			n(x, "hours") * (n(x, "inflow") - n(x, "outflow")) -
			n(x, "cans") * n(x, "can"),
	},
	{
		title: "How many days a book lasts",
		question: "After how many days has {who} read the whole book, to the last page?",
		facts: [
			{ id: "chapters", lead: "", text: "The book has {n} chapters.", asks: ["chapters"] },
			{
				id: "pages",
				lead: "",
				text: "Each chapter has {n} pages.",
				asks: ["pages", "per chapter"],
			},
			{
				id: "read",
				lead: "",
				text: "The first {n} pages of the chapters were read long ago and are not read again.",
				asks: ["already", "read before"],
			},
			{
				id: "morning",
				lead: "",
				text: "{n} pages are read each morning.",
				asks: ["morning", "per day", "each day"],
			},
			{
				id: "evening",
				lead: "Plus",
				text: "{n} pages are read each evening.",
				asks: ["evening", "night"],
			},
		],
		numbers: (random) => ({
			chapters: between(random, 8, 20),
			pages: between(random, 10, 24),
			read: between(random, 10, 60),
			morning: between(random, 4, 11),
			evening: between(random, 6, 17),
		}),
		solve: (x) =>
			Math.ceil(
				(n(x, "chapters") * n(x, "pages") - n(x, "read")) / (n(x, "morning") + n(x, "evening")),
			),
	},
	{
		title: "What new seats cost",
		question: "How many coins does {who}'s hall pay for its new seats, everything included?",
		facts: [
			{ id: "rows", lead: "", text: "The hall has {n} rows.", asks: ["rows", "big"] },
			{ id: "seats", lead: "", text: "There are {n} seats in a row.", asks: ["seats", "per row"] },
			{
				id: "kept",
				lead: "But",
				text: "{n} seats are still good and stay.",
				asks: ["kept", "good", "replaced", "all of them"],
			},
			{ id: "price", lead: "", text: "A new seat costs {n} coins.", asks: ["price", "cost"] },
			{
				id: "off",
				lead: "The maker is kind:",
				text: "Every new seat is {n} coins cheaper than that.",
				asks: ["discount", "cheaper", "rebate"],
			},
			{
				id: "delivery",
				lead: "",
				text: "Delivery is {n} coins for the whole order.",
				asks: ["delivery", "shipping", "extra"],
			},
		],
		numbers: (random) => ({
			rows: between(random, 6, 15),
			seats: between(random, 8, 20),
			kept: between(random, 5, 30),
			price: between(random, 30, 70),
			off: between(random, 2, 12),
			delivery: between(random, 20, 90),
		}),
		solve: (x) =>
			(n(x, "rows") * n(x, "seats") - n(x, "kept")) * (n(x, "price") - n(x, "off")) +
			n(x, "delivery"),
	},
];
