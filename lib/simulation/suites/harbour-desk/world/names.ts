/** The hand-written lists that every world is made from. All names, makers and places are invented. */

export const firstNames = [
	"Barnacle",
	"Pebble",
	"Otter",
	"Bramble",
	"Saffron",
	"Juniper",
	"Thistle",
	"Marlow",
	"Clover",
	"Puffin",
	"Rowanne",
	"Tansy",
] as const;

export const lastNames = [
	"Quillfeather",
	"Tidewick",
	"Saltmarrow",
	"Lanternby",
	"Driftwhistle",
	"Gullymore",
	"Kelpington",
	"Foghornby",
	"Wavecrumb",
	"Anchorsby",
] as const;

export const streets = [
	"Gull Lane",
	"Netmender Row",
	"Capstan Steps",
	"Old Winch Street",
	"Kelp Alley",
	"Bollard Road",
	"Sailcloth Yard",
	"Lamplighter Quay",
] as const;

/** Towns with the letters that their postcodes begin with. */
export const towns = [
	["Low Marrow", "LQ"],
	["Gullhaven", "GZ"],
	["Saltwick Quay", "SQ"],
	["Port Tarrow", "PX"],
	["Ebbing Cross", "EX"],
	["Nether Shoal", "NZ"],
] as const;

/** Categories with their products: name and price in cents. Prices within a category differ. */
export const catalogue = {
	rope: [
		["Marrowline mooring rope 10 m", 3460],
		["Marrowline mooring rope 20 m", 6180],
		["Tarrow braid halyard", 4735],
		["Knotwise anchor line", 8890],
		["Sprig heaving line", 1925],
	],
	lighting: [
		["Glimmer masthead lamp", 7240],
		["Glimmer deck lantern", 4115],
		["Foxfire cabin light", 2685],
		["Foxfire torch", 1830],
		["Beaconet stern light", 5370],
	],
	clothing: [
		["Squallproof jacket", 12940],
		["Squallproof trousers", 9865],
		["Wickwool jumper", 7455],
		["Gripper deck gloves", 2290],
		["Brim sou'wester", 3175],
	],
	galley: [
		["Tidy gimbal kettle", 5625],
		["Tidy gimbal stove", 18450],
		["Nonskid mug set", 2460],
		["Brine bread tin", 1395],
		["Larder cool box", 8135],
	],
	navigation: [
		["Truepoint hand compass", 6645],
		["Truepoint chart ruler", 1570],
		["Soundings lead line", 2915],
		["Almanack of the Shoals", 3380],
		["Starwise sextant", 21570],
	],
	anchoring: [
		["Clutch folding anchor", 9460],
		["Clutch plough anchor", 16325],
		["Linkwell chain 10 m", 11780],
		["Bobbin fender", 2845],
		["Bobbin marker buoy", 4290],
	],
	maintenance: [
		["Scrubwell deck brush", 1645],
		["Sailwright repair kit", 3920],
		["Drywell bilge pump", 10415],
		["Brightwork varnish pads", 1285],
		["Caulker's mallet", 4560],
	],
	paint: [
		["Hullcoat primer", 4875],
		["Hullcoat gloss red", 5230],
		["Hullcoat gloss blue", 5345],
		["Keelguard undercoat", 6990],
		["Deckgrip paint", 5715],
	],
	flares: [
		["Redstar hand flare", 2135],
		["Whitestar hand flare", 2050],
		["Skylark signal rocket", 6475],
		["Smokebloom float", 7810],
		["Redstar flare box", 13665],
	],
} as const satisfies Record<string, readonly (readonly [string, number])[]>;
