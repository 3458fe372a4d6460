import type { Article } from "./article.ts";

export const science: readonly Article[] = [
	{
		title: "Atom",
		text: "An atom is the smallest piece of a chemical element that still behaves like that element. In its middle is a nucleus of protons and neutrons; around it are electrons. The number of protons decides which element it is: hydrogen has one, carbon six, gold seventy-nine. Nearly all the mass is in the nucleus, although it is tens of thousands of times smaller than the atom.",
	},
	{
		title: "Photosynthesis",
		text: "Photosynthesis is how plants, algae and some bacteria use sunlight to make food. They take in water and carbon dioxide and produce sugar; oxygen is set free on the way. In plants it happens in the chloroplasts, whose green pigment chlorophyll catches the light. Almost all life depends on it, for food and for the oxygen in the air.",
	},
	{
		title: "Gravity",
		text: "Gravity is the attraction between all things that have mass or energy. On the surface of the Earth it makes falling objects faster by about 9.8 metres per second in each second. Isaac Newton described it in 1687 as a force that falls with the square of the distance. Albert Einstein explained it in 1915 as a curving of space and time.",
	},
	{
		title: "Speed of light",
		text: "Light in a vacuum travels 299,792,458 metres per second, a value that is exact because the metre is defined by it. Sunlight needs a little over eight minutes to reach the Earth. According to the theory of relativity nothing that carries information can go faster. In water or glass light is slower, and that is why it bends there.",
	},
	{
		title: "DNA",
		text: "DNA is the long molecule in which living things store their inherited information. It has the shape of a double helix: two strands joined by pairs of the bases A with T and C with G. The structure was published in 1953 by James Watson and Francis Crick, building on X-ray images from the laboratory of Rosalind Franklin and Maurice Wilkins. Human cells carry about three billion pairs.",
	},
	{
		title: "Cell",
		text: "A cell is the smallest unit of life. Some living things, such as bacteria, consist of a single cell; a human body has tens of trillions. Each cell is enclosed by a membrane. Cells of animals and plants keep their DNA in a nucleus and get usable energy from mitochondria. Robert Hooke chose the word in 1665, when he saw small chambers in cork.",
	},
	{
		title: "Evolution",
		text: "Evolution is the change of inherited traits in living things over generations. Charles Darwin and Alfred Russel Wallace proposed in 1858 how it works: individuals differ, some leave more offspring than others in their surroundings, and their traits become more common. This is natural selection. Fossils, anatomy and DNA all show that living species share common ancestors.",
	},
	{
		title: "Vaccine",
		text: "A vaccine trains the immune system to recognise a germ before it causes disease. It contains a harmless part of the germ, a weakened or killed form, or instructions for making a part. Edward Jenner used cowpox against smallpox in 1796. Vaccination made it possible to wipe out smallpox, declared gone by the World Health Organization in 1980.",
	},
	{
		title: "Sun",
		text: "The Sun is the star at the centre of our solar system. It is a ball of hot plasma, mostly hydrogen and helium, about 109 times as wide as the Earth. In its core hydrogen fuses to helium at some 15 million degrees and releases the energy that reaches us as light. It is about 4.6 billion years old and roughly halfway through its life.",
	},
	{
		title: "Moon",
		text: "The Moon is the only natural satellite of the Earth, on average 384,400 kilometres away. It goes round us in about 27.3 days and always shows nearly the same face. Its phases come from the changing angle of sunlight. Its pull is the main cause of the tides. People first walked on it on 20 July 1969, during the flight of Apollo 11.",
	},
	{
		title: "Mars",
		text: "Mars is the fourth planet from the Sun, about half as wide as the Earth. Iron oxide in its dust gives it a red colour. A day there lasts about 24 hours and 37 minutes, a year 687 Earth days. Olympus Mons, some 22 kilometres high, is among the tallest volcanoes known. It has two small moons, Phobos and Deimos.",
	},
	{
		title: "Jupiter",
		text: "Jupiter is the largest planet of the solar system, more massive than all the others together. It is a gas giant, mainly hydrogen and helium, and spins once in just under ten hours. The Great Red Spot is a storm wider than the Earth. Of its many moons Galileo saw the four largest in 1610: Io, Europa, Ganymede and Callisto.",
	},
	{
		title: "Black hole",
		text: "A black hole is a region of space where gravity is so strong that nothing, not even light, can leave it. Many form when a massive star collapses at the end of its life. Huge ones sit in the centres of most large galaxies, also of our Milky Way. The first image of the surroundings of one, in the galaxy M87, was published in April 2019.",
	},
	{
		title: "Water",
		text: "Water is a molecule of two hydrogen atoms and one oxygen atom. At sea level pressure it freezes at 0 degrees Celsius and boils at 100. It is densest at about 4 degrees, so ice floats, and lakes freeze from the top. It covers about 71 percent of the surface of the Earth, and more than half of a human body is water.",
	},
	{
		title: "Periodic table",
		text: "The periodic table arranges the chemical elements by the number of protons in their atoms. Elements in one column behave alike. Dmitri Mendeleev published a version in 1869 and left gaps for elements that were found later. Today it has 118 elements, from hydrogen to oganesson. Metals stand on the left and in the middle, non-metals at the upper right.",
	},
	{
		title: "Rainbow",
		text: "A rainbow appears when sunlight shines on drops of rain and you stand with the Sun behind you. Light bends as it enters a drop, is reflected at the back, and bends again as it leaves; each colour by a slightly different angle. Red is on the outside, at about 42 degrees from the point opposite the Sun, and violet on the inside.",
	},
	{
		title: "Earthquake",
		text: "An earthquake is a shaking of the ground, caused mostly by a sudden slip of rock along a fault. Stress builds up as the plates of the Earth's crust move a few centimetres a year. The place where the slip begins is the focus, and the point above it is the epicentre. Strength is given as magnitude: one step more means about 32 times the energy.",
	},
	{
		title: "Blue sky",
		text: "The sky looks blue because the molecules of air scatter short waves of light much more than long ones. Sunlight contains all colours; blue light is thrown in every direction and reaches us from all parts of the sky. At sunrise and sunset light has a longer way through the air, most of the blue is lost on it, and red and orange remain.",
	},
];
