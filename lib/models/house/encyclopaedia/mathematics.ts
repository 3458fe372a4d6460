import type { Article } from "./article.ts";

export const mathematics: readonly Article[] = [
	{
		title: "Pi",
		text: "Pi is the ratio of the circumference of a circle to its diameter, about 3.14159. It is irrational, so its decimals neither end nor repeat, and transcendental, as Ferdinand von Lindemann proved in 1882. The area of a circle is pi times the square of its radius. Archimedes showed that it lies between 223/71 and 22/7.",
	},
	{
		title: "Pythagorean theorem",
		text: "In a right-angled triangle the square on the longest side equals the sum of the squares on the other two: a squared plus b squared equals c squared. So sides of 3 and 4 go with a longest side of 5. It is named after Pythagoras, but was known in Babylon more than a thousand years before him. Hundreds of proofs exist.",
	},
	{
		title: "Prime number",
		text: "A prime number is a whole number greater than 1 that can be divided only by 1 and itself: 2, 3, 5, 7, 11, 13 and so on. Two is the only even one. Every whole number above 1 is a product of primes in just one way. Euclid proved around 300 BC that there are infinitely many.",
	},
	{
		title: "Fibonacci numbers",
		text: "The Fibonacci numbers begin 0, 1, 1, 2, 3, 5, 8, 13, 21; each is the sum of the two before. Leonardo of Pisa, called Fibonacci, described them in 1202 with a riddle on rabbits; scholars in India knew them earlier. The ratio of neighbours approaches the golden ratio. Spirals of seeds in a sunflower often count to such numbers.",
	},
	{
		title: "Golden ratio",
		text: "The golden ratio is about 1.618. Two lengths have it when the whole is to the longer part as the longer to the shorter. It equals one plus the square root of five, divided by two. It appears in the regular pentagon, where diagonals and sides stand in this ratio. Many claims about it in art are doubtful.",
	},
	{
		title: "Zero",
		text: "Zero is the number of things when there are none. As a digit it marks an empty place, so that 105 differs from 15. The Indian mathematician Brahmagupta gave rules for calculating with it in 628; by way of Arabic works it reached Europe. Division by zero is not defined, since no number times zero gives something else.",
	},
	{
		title: "Calculus",
		text: "Calculus is the mathematics of change. Its derivative tells how fast a quantity changes at a moment, its integral adds up infinitely many small parts, such as the area under a curve. The fundamental theorem says that the two undo each other. Isaac Newton and Gottfried Wilhelm Leibniz developed it independently in the late seventeenth century.",
	},
	{
		title: "Probability",
		text: "Probability measures how likely something is, from 0, impossible, to 1, certain. For equally likely cases it is the number of favourable ones divided by all. A fair die shows a six with probability 1/6. Independent probabilities multiply: two sixes in a row have 1/36. Pascal and Fermat founded the theory in letters of 1654.",
	},
	{
		title: "Average",
		text: "The average, or mean, of some numbers is their sum divided by how many they are. The median is the middle one when they are sorted, the mode the most frequent. For 1, 2, 2 and 15 the mean is 5 but the median only 2: extreme values pull the mean and leave the median alone.",
	},
	{
		title: "Triangle",
		text: "A triangle has three sides and three angles, and the angles of a flat one add up to 180 degrees. Its area is half of base times height. With three equal sides it is equilateral, with two isosceles. It is the only polygon that can't change shape while its sides stay rigid, and so bridges and roofs are built of triangles.",
	},
	{
		title: "Circle",
		text: "A circle is the set of all points of a plane at one distance, the radius, from a centre. Its circumference is two times pi times the radius, its area pi times the radius squared. Of all shapes with a given circumference it encloses the largest area. A full turn is 360 degrees, a custom that goes back to Babylon.",
	},
	{
		title: "Square root",
		text: "The square root of a number is what gives the number when multiplied by itself: the square root of 49 is 7. Roots of whole numbers are either whole or irrational; that of 2, about 1.41421, can't be written as a fraction. Negative numbers have no real square root. The sign for it appeared in print in 1525.",
	},
	{
		title: "Infinity",
		text: "Infinity means without end. There is no largest whole number, since one can always be added. Georg Cantor showed in the 1870s and 1890s that infinite sets can differ in size: the fractions can be listed one after another like the whole numbers, but the points of a line can't. Hilbert's full hotel with room for more guests illustrates it.",
	},
	{
		title: "Geometry",
		text: "Geometry studies shapes, sizes and positions. Its name is Greek for measuring land. Euclid's Elements, written around 300 BC, derived it from a few basic statements and was a school book for two thousand years. In the nineteenth century other geometries were found in which parallel lines behave differently; the theory of relativity uses one.",
	},
	{
		title: "Algorithm",
		text: "An algorithm is a finite list of clear steps that solves a kind of problem. Euclid's method for the greatest common divisor is more than two thousand years old: divide, take the remainder, and repeat until it is zero. The word comes from the name of al-Khwarizmi, a scholar in ninth-century Baghdad. Computers carry out algorithms.",
	},
	{
		title: "Four colour theorem",
		text: "The four colour theorem says that four colours are enough for any map in the plane, so that countries with a common border differ. It was conjectured in 1852 and proved in 1976 by Kenneth Appel and Wolfgang Haken, who let a computer check nearly two thousand cases. It was the first large theorem proved that way.",
	},
];
