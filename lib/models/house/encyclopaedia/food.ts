import type { Article } from "./article.ts";

export const food: readonly Article[] = [
	{
		title: "Bread",
		text: "Bread is a baked dough of flour, water and usually salt and yeast. Yeast ferments sugars and gives off carbon dioxide, which makes the dough rise; the gluten of wheat holds the bubbles. Sourdough is raised by wild yeasts and lactic acid bacteria. People baked flat bread more than ten thousand years ago, before farming began.",
	},
	{
		title: "Cheese",
		text: "Cheese is made from milk. Rennet or acid makes the milk curdle; the whey is drained off, and the curd is salted, pressed and often left to ripen. Ten litres of cow's milk give about one kilogram of hard cheese. Moulds make the blue veins in Roquefort. Parmesan ripens for at least twelve months, mozzarella is eaten fresh.",
	},
	{
		title: "Coffee",
		text: "Coffee is brewed from the roasted seeds of the coffee plant, which grows in warm, high places. The two main species are arabica, which is milder, and robusta, which has about twice the caffeine. The drink became common in Yemen in the fifteenth century. Brazil is the largest producer. Water for brewing is best a little below boiling, at 90 to 96 degrees Celsius.",
	},
	{
		title: "Tea",
		text: "Tea is an infusion of the leaves of Camellia sinensis. Green, oolong and black tea come from the same plant; they differ in how far the leaves are oxidised before drying. It was first drunk in China. Green tea is brewed at 70 to 80 degrees Celsius for two or three minutes, black tea with boiling water for three to five.",
	},
	{
		title: "Chocolate",
		text: "Chocolate is made from the seeds of the cacao tree, which comes from tropical America. The seeds are fermented, dried, roasted and ground; sugar, cocoa butter and often milk are added. The Maya and Aztecs drank it bitter and spiced. The first modern bars were made in England in 1847. Ivory Coast and Ghana grow more than half of the world's cocoa.",
	},
	{
		title: "Rice",
		text: "Rice is a grass whose grain is the staple food of more than half of the people on Earth. It was domesticated in China around nine thousand years ago. Most of it grows in flooded fields. To cook white rice, take about one and a half to two parts of water to one part of rice, bring it to the boil, and let it stand covered on low heat for fifteen minutes.",
	},
	{
		title: "Potato",
		text: "The potato comes from the Andes, where it has been grown for some eight thousand years. The Spanish brought it to Europe in the sixteenth century. The part we eat is a swollen underground stem, called a tuber. Green spots contain the poison solanine and should be cut away. A blight that destroyed the crop led to the Irish famine of 1845 to 1852.",
	},
	{
		title: "Tomato",
		text: "The tomato is, in botany, a berry; in the kitchen it is used as a vegetable. It comes from western South America, was grown in Mexico, and reached Europe in the sixteenth century. Its red colour is lycopene. Tomatoes keep their taste best at room temperature, not in the refrigerator. Without them Italian cooking would look quite different.",
	},
	{
		title: "Boiled egg",
		text: "To boil an egg, lower it into simmering water: about six minutes give a soft yolk, eight a waxy one and ten to eleven a hard one, counted for a medium egg from the refrigerator. Cool it in cold water to stop the cooking. A fresh egg sinks and lies flat in a glass of water; an old one stands or floats.",
	},
	{
		title: "Pancakes",
		text: "For about eight thin pancakes whisk 125 grams of flour, two eggs, 250 millilitres of milk and a pinch of salt to a smooth batter and let it rest for twenty minutes. Heat a little butter in a pan, pour in a thin layer, turn it when the edge is golden, and bake the other side for half a minute. Serve with lemon and sugar.",
	},
	{
		title: "Pasta",
		text: "Pasta is a dough of durum wheat and water, or of flour and eggs, formed and cooked in water. Boil it in plenty of water with about ten grams of salt a litre, and taste a minute before the time on the package: al dente means firm to the bite. Keep a cup of the starchy water; it helps the sauce to bind.",
	},
	{
		title: "Honey",
		text: "Honey is made by bees from the nectar of flowers. They carry it to the hive, thicken it by fanning their wings, and store it in wax cells. It is mostly the sugars fructose and glucose with less than a fifth water, so it keeps for years. A bee makes only about a twelfth of a teaspoon in its life. Babies under one year should not eat it.",
	},
	{
		title: "Salt",
		text: "Table salt is sodium chloride. It is won from sea water in shallow basins or from old deposits in the ground. It brings out taste and preserves food, because germs can't grow in strong brine. The body needs a little; the World Health Organization advises adults to stay below five grams a day. The word salary goes back to the Latin word for salt.",
	},
	{
		title: "Olive oil",
		text: "Olive oil is pressed from the fruit of the olive tree, which grows round the Mediterranean. Extra virgin oil is obtained without heat or chemicals and may contain at most 0.8 percent free fatty acids. Spain is the largest producer. Light and warmth spoil it, so keep it dark and use it within a year or so. It is mostly monounsaturated fat.",
	},
	{
		title: "Vitamin C",
		text: "Vitamin C, or ascorbic acid, is needed to build collagen and to take up iron. Humans can't make it and must eat it; peppers, citrus fruit, kiwis, berries and cabbage are good sources. Long lack of it causes scurvy, once the plague of sailors. James Lind showed in 1747 that oranges and lemons cure it. Long boiling destroys much of the vitamin.",
	},
	{
		title: "Fermentation",
		text: "Fermentation is the work of microbes that turn sugars into acid, alcohol or gas. It gives us bread, beer, wine, yoghurt, sauerkraut, kimchi and soy sauce. For sauerkraut, shredded cabbage is mixed with about two percent of salt and kept under its own juice for some weeks; lactic acid bacteria sour it, and the acid keeps it from spoiling.",
	},
];
