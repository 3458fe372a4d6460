import type { Article } from "./article.ts";

export const nature: readonly Article[] = [
	{
		title: "Elephant",
		text: "Elephants are the largest animals on land. A male African bush elephant can weigh six tonnes. The trunk, nose and upper lip in one, has some 40,000 muscle bundles. They live in herds led by an old female and carry their young for about 22 months. Asian elephants have smaller ears. People hunt them for ivory, though the trade is banned.",
	},
	{
		title: "Blue whale",
		text: "The blue whale is the largest animal known ever to have lived: up to about 30 metres long and 150 tonnes or more in weight. It feeds on krill, several tonnes a day, which it strains from the water with plates of baleen. Its heart weighs some 180 kilograms. Hunting nearly wiped it out before a ban in 1966.",
	},
	{
		title: "Honeybee",
		text: "Honeybees live in colonies of tens of thousands with one queen. Workers are females that clean, nurse, build and at last fly out for food. They tell each other where flowers are by a waggle dance, explained by Karl von Frisch. Pollination by bees matters to many fruits and nuts. In winter they keep warm in a cluster.",
	},
	{
		title: "Octopus",
		text: "The octopus is a mollusc with eight arms, three hearts and blue blood. Two thirds of its nerve cells sit in its arms. It changes colour in a fraction of a second, squeezes through tiny gaps and can open jars. Most species live only one to three years. The plural in English is octopuses.",
	},
	{
		title: "Cat",
		text: "The domestic cat descends from the African wildcat and joined people in the Near East about ten thousand years ago, where it hunted mice round grain stores. It sleeps twelve to sixteen hours a day. Whiskers help it to judge gaps in the dark. Cats can't taste sweetness. They purr when content, and sometimes when in pain.",
	},
	{
		title: "Dog",
		text: "The dog descends from wolves and was the first animal to live with people, at least 14,000 years ago. Its nose is many times more sensitive than ours. Breeds range from the Chihuahua to the Great Dane, yet all belong to one species. Grapes, raisins, onions and chocolate are poisonous to dogs.",
	},
	{
		title: "Penguin",
		text: "Penguins are birds that can't fly but swim very well, with wings turned to flippers. Nearly all live in the southern half of the world; only the Galápagos penguin lives on the equator. The emperor, the largest, stands more than a metre high and breeds in the Antarctic winter, the male keeping the egg on his feet for two months.",
	},
	{
		title: "Oak",
		text: "Oaks are trees of the genus Quercus, with some 500 species in the northern half of the world. Their fruit is the acorn. A common oak can live for more than 500 years and is home to hundreds of kinds of insects. The hard wood was used for ships, houses and wine barrels; the bark of the cork oak gives corks.",
	},
	{
		title: "Mushroom",
		text: "A mushroom is the fruiting body of a fungus; the main part, a web of threads called mycelium, lives in soil or wood. Fungi are neither plants nor animals, but closer to animals. Many live together with tree roots and trade minerals for sugar. Some are deadly: never eat one that an expert has not identified.",
	},
	{
		title: "Shark",
		text: "Sharks are fish with a skeleton of cartilage, older than the dinosaurs by far. There are more than 500 species, from one that fits a hand to the whale shark of twelve metres or more, which eats plankton. They can sense weak electric fields. Attacks on people are rare, fewer than a hundred unprovoked ones in most years.",
	},
	{
		title: "Butterfly",
		text: "A butterfly begins as an egg, becomes a caterpillar, then a chrysalis, and comes out with wings; the change is called metamorphosis. Tiny scales colour its wings, and it tastes with its feet. Monarch butterflies fly up to 4,000 kilometres from Canada and the United States to their winter forests in Mexico.",
	},
	{
		title: "Dinosaur",
		text: "Dinosaurs lived from about 230 million years ago until an asteroid struck near what is now Yucatán 66 million years ago. Some were no larger than a hen; the long-necked giants reached 30 metres and more. Tyrannosaurus lived at the very end of their age. Birds descend from small feathered dinosaurs and are their living members.",
	},
	{
		title: "Coral reef",
		text: "Coral reefs are built by small animals, polyps, that lay down limestone. Algae live in their bodies, feed them and give them colour. Reefs cover less than one percent of the sea floor, yet perhaps a quarter of sea species depend on them. When water gets too warm, corals lose the algae and bleach. The Great Barrier Reef is the largest.",
	},
	{
		title: "Rainforest",
		text: "A rainforest is a forest with high rainfall, often more than two metres a year. Tropical ones lie near the equator in the Amazon, the Congo and South-East Asia; they hold at least half of all species on land. Their soil is often poor, as nutrients stay in the plants. Trees grow in layers below a closed canopy.",
	},
	{
		title: "Bird migration",
		text: "Many birds fly every year between breeding and winter areas, led by the Sun, the stars, landmarks and the magnetic field of the Earth. The Arctic tern holds the record: from the Arctic to the Antarctic and back, some 70,000 kilometres a year or more. Bar-tailed godwits have flown over 11,000 kilometres without a stop.",
	},
	{
		title: "Hibernation",
		text: "Hibernation is a long winter rest in which the body saves energy. Hedgehogs, marmots, dormice and many bats let their temperature fall close to that of the air; the heart of a hedgehog slows from 190 beats a minute to about 20. Bears cool less and wake easily. The animals live on fat stored in autumn.",
	},
	{
		title: "Camel",
		text: "Camels are built for the desert. The hump stores fat, not water. A thirsty camel can drink over 100 litres in about ten minutes, and its nose holds back moisture from the breath. The dromedary has one hump, the Bactrian camel two. Long lashes and nostrils that close keep out the sand.",
	},
];
