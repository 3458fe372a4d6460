import type { TopicLines } from "./topics.ts";

export const en: TopicLines = {
	home: `
moving into a first flat: boxes, keys, lamp, neighbours
a garden on the balcony: pots, soil, herbs, sun
a tap that drips: wrench, bucket, plumber, drip
sharing a kitchen: shelf, dishes, sponge, fridge
a noisy party next door: music, midnight, wall, apology
tidying the attic: suitcase, dust, photos, ladder
a cat that runs away: window, collar, alley, tuna
painting a room: brush, colour, tape, ceiling
`,
	food: `
baking bread: flour, yeast, oven, crust
a picnic by the lake: basket, blanket, lemonade, swans
a family recipe: grandmother, pan, onion, secret
breakfast on a Sunday: pancakes, coffee, newspaper, honey
a stall at the market: apples, scales, cheese, queue
cooking for ten guests: table, soup, candles, plates
a week without meat: lentils, carrots, spices, freezer
the perfect cup of tea: kettle, leaves, mug, minutes
`,
	outings: `
a night train: berth, platform, border, dawn
a hike in the rain: boots, map, mud, summit
a weekend by the sea: tide, shells, towel, gulls
a day without a phone: clock, book, silence, stranger
a visit to a museum: ticket, statue, guide, sketch
camping with children: tent, torch, owl, stew
a suitcase that got lost: airport, label, counter, pyjamas
cycling to work: helmet, lane, puncture, bell
`,
	work: `
a first day at work: desk, badge, colleague, lunch
a meeting that never ends: agenda, chair, window, coffee
learning to type faster: keyboard, fingers, rhythm, practice
a small bookshop: shelves, poster, novels, till
a printer on strike: paper, toner, cable, manual
working from home: slippers, camera, plant, routine
a summer job: wages, uniform, ice, boss
saying no politely: calendar, promise, excuse, limit
`,
	people: `
a school reunion: photo, teacher, speech, hall
a birthday surprise: cake, balloons, whisper, doorbell
news for an old friend: stamp, memory, street, laughter
neighbours who help: tools, sugar, stairs, ladder
teaching a child to swim: pool, goggles, breath, courage
a choir for beginners: voice, score, concert, tea
an evening of chess: board, knight, clock, rival
a farewell at the office: card, flowers, speech, cake
`,
};
