import { add, divide, multiply, type Num, parseDecimal, ratio, subtract } from "./number.ts";

interface Unit {
	name: string;
	symbol: string;
	dimension: string;
	/** How many base units (metre, gram, second, litre, square metre, m/s, byte, joule) one is. */
	factor: Num;
	/** For temperatures: the unit's zero, in kelvin. */
	zero?: Num;
}

/** dimension | name | symbol | factor (a/b allowed) | more spellings */
const table = `
length|metres|m|1|metre meter meters
length|kilometres|km|1000|kilometre kilometer kilometers kms
length|centimetres|cm|1/100|centimetre centimeter centimeters
length|millimetres|mm|1/1000|millimetre millimeter millimeters
length|miles|mi|1609.344|mile
length|yards|yd|0.9144|yard yds
length|feet|ft|0.3048|foot
length|inches|in|0.0254|inch
length|nautical miles|nmi|1852|nautical-mile nautical-miles
mass|grams|g|1|gram gramme grammes
mass|kilograms|kg|1000|kilogram kilo kilos kgs
mass|milligrams|mg|1/1000|milligram
mass|tonnes|t|1000000|tonne
mass|pounds|lb|453.59237|pound lbs
mass|ounces|oz|28.349523125|ounce
mass|stone|st|6350.29318|stones
time|seconds|s|1|second sec secs
time|minutes|min|60|minute mins
time|hours|h|3600|hour hr hrs
time|days|d|86400|day
time|weeks|wk|604800|week
time|years of 365 days|yr|31536000|year years
volume|litres|L|1|litre liter liters l
volume|millilitres|mL|1/1000|millilitre milliliter milliliters ml
volume|cubic metres|m³|1000|cubic-metre cubic-metres cubic-meter cubic-meters m3
volume|US gallons|gal|3.785411784|gallon gallons
volume|US cups|cup|0.2365882365|cups
volume|imperial pints|pt|0.56826125|pint pints
volume|tablespoons of 15 mL|tbsp|15/1000|tablespoon tablespoons
volume|teaspoons of 5 mL|tsp|5/1000|teaspoon teaspoons
area|square metres|m²|1|square-metre square-metres square-meter square-meters m2 sqm
area|square kilometres|km²|1000000|square-kilometre square-kilometres km2
area|hectares|ha|10000|hectare
area|acres|ac|4046.8564224|acre
area|square feet|ft²|0.09290304|square-foot square-feet sqft ft2
speed|metres per second|m/s|1|mps
speed|kilometres per hour|km/h|1000/3600|kmh kph km/hr
speed|miles per hour|mph|0.44704|mi/h
speed|knots|kn|1852/3600|knot
data|bytes|B|1|byte
data|kilobytes|kB|1000|kilobyte kb
data|megabytes|MB|1000000|megabyte mb
data|gigabytes|GB|1000000000|gigabyte gb
data|mebibytes|MiB|1048576|mebibyte mib
data|gibibytes|GiB|1073741824|gibibyte gib
energy|joules|J|1|joule j
energy|kilojoules|kJ|1000|kilojoule kj
energy|kilocalories|kcal|4184|kilocalorie calories
energy|kilowatt-hours|kWh|3600000|kilowatt-hour kwh
`;

function parseFactor(text: string): Num {
	const [n = "0", d = "1"] = text.split("/");
	return divide(parseDecimal(n), parseDecimal(d));
}

const spellings = new Map<string, Unit>();
for (const line of table.trim().split("\n")) {
	const [dimension = "", name = "", symbol = "", factor = "1", more = ""] = line.split("|");
	const unit: Unit = { name, symbol, dimension, factor: parseFactor(factor) };
	for (const word of [name, symbol.toLowerCase(), ...more.split(" ")]) spellings.set(word, unit);
}
const kelvin: Unit = {
	name: "kelvin",
	symbol: "K",
	dimension: "temperature",
	factor: ratio(1n),
	zero: ratio(0n),
};
const celsius: Unit = {
	...kelvin,
	name: "degrees Celsius",
	symbol: "°C",
	zero: ratio(27315n, 100n),
};
const fahrenheit: Unit = {
	name: "degrees Fahrenheit",
	symbol: "°F",
	dimension: "temperature",
	factor: ratio(5n, 9n),
	zero: subtract(ratio(27315n, 100n), ratio(160n, 9n)),
};
for (const word of ["c", "°c", "celsius", "centigrade"]) spellings.set(word, celsius);
for (const word of ["f", "°f", "fahrenheit"]) spellings.set(word, fahrenheit);
for (const word of ["k", "kelvin", "kelvins"]) spellings.set(word, kelvin);

/** The unit of a spelling such as "miles", "km/h" or "degrees C". */
export function findUnit(text: string): Unit | undefined {
	const word = text
		.toLowerCase()
		.trim()
		.replace(/^degrees? /, "")
		.replace(/ per hour$/, "/h")
		.replace(/ per second$/, "/s")
		.replace(/^(?:kilomet(?:re|er)s?|km)\/h$/, "km/h")
		.replace(/^miles?\/h$/, "mph")
		.replace(/^met(?:re|er)s?\/s$/, "m/s")
		.replace(/^(square|cubic|nautical) /, "$1-");
	return spellings.get(word);
}

/** A quantity in another unit of the same dimension; undefined when the dimensions differ. */
export function convert(value: Num, from: Unit, to: Unit): Num | undefined {
	if (from.dimension !== to.dimension) return undefined;
	const none = ratio(0n);
	const base = add(multiply(value, from.factor), from.zero ?? none);
	return divide(subtract(base, to.zero ?? none), to.factor);
}
