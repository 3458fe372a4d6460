import type { Article } from "./article.ts";

export const history: readonly Article[] = [
	{
		title: "Roman Empire",
		text: "The Roman Empire began in 27 BC, when Augustus became the first emperor, and at its widest in AD 117 it reached from Britain to Mesopotamia. Roads, aqueducts, Latin and Roman law shaped Europe for a long time after. The western part ended in 476; the eastern part, with its capital Constantinople, lasted until 1453.",
	},
	{
		title: "Ancient Egypt",
		text: "Ancient Egypt grew along the Nile and was united under one king around 3100 BC. Its rulers, the pharaohs, had pyramids and temples built. The Great Pyramid was raised for king Khufu around 2560 BC. Its writing, the hieroglyphs, was read again in 1822 by Jean-François Champollion with the help of the Rosetta Stone. Rome took the land in 30 BC.",
	},
	{
		title: "French Revolution",
		text: "The French Revolution began in 1789, when the Estates-General met and the people of Paris stormed the Bastille on 14 July. The National Assembly ended feudal rights and declared the rights of man and of the citizen. The monarchy fell in 1792 and king Louis XVI was executed in January 1793. After years of terror and war, Napoleon took power in 1799.",
	},
	{
		title: "Industrial Revolution",
		text: "The Industrial Revolution was the change from work by hand to work by machines and factories. It began in Britain in the second half of the eighteenth century with spinning machines, better iron and the steam engine, which James Watt improved from 1769. Railways followed. Towns grew quickly; goods became cheaper, while hours were long and air and housing often bad.",
	},
	{
		title: "First World War",
		text: "The First World War lasted from 28 July 1914 to 11 November 1918. It was set off by the murder of Archduke Franz Ferdinand in Sarajevo. France, Britain, Russia, Italy and later the United States stood against Germany, Austria-Hungary and the Ottoman Empire. Trench warfare marked the western front. About nine million soldiers died, and four empires ended.",
	},
	{
		title: "Second World War",
		text: "The Second World War began in Europe on 1 September 1939 with the German attack on Poland. It ended there on 8 May 1945, and in Asia with the surrender of Japan, signed on 2 September 1945. More than fifty million people died, most of them civilians; six million Jews were murdered in the Holocaust. The United Nations was founded in 1945.",
	},
	{
		title: "Berlin Wall",
		text: "The Berlin Wall divided the city of Berlin from 13 August 1961 to 9 November 1989. East Germany built it to stop its citizens from leaving for the West. It was more than 150 kilometres long around West Berlin, and at least 140 people lost their lives there. After peaceful protests the border was opened, and Germany was reunited on 3 October 1990.",
	},
	{
		title: "Silk Road",
		text: "The Silk Road was a network of trade routes between China, Central Asia, the Middle East and Europe, used from about the second century BC. Silk, spices, glass, horses and paper travelled along it, and so did religions, inventions and diseases. Few merchants went the whole way; goods passed from hand to hand. Samarkand and Kashgar were important stops.",
	},
	{
		title: "Printing press",
		text: "Johannes Gutenberg of Mainz introduced printing with movable metal type to Europe around 1450. His Bible was finished about 1455. Movable type had been used earlier in China and Korea. With the press, books became far cheaper, and ideas of the Renaissance and the Reformation spread quickly. By the year 1500 millions of printed volumes were in circulation.",
	},
	{
		title: "Black Death",
		text: "The Black Death was an outbreak of plague that reached Europe in 1347 and killed perhaps a third to a half of its people within a few years. It is caused by the bacterium Yersinia pestis, which is carried by fleas. The loss of workers raised wages and loosened old bonds in many regions. Ports later invented quarantine, from the Italian for forty days.",
	},
	{
		title: "Renaissance",
		text: "The Renaissance was a period of renewed interest in ancient learning and of new art. It began in the cities of Italy, above all Florence, in the fourteenth and fifteenth centuries and spread over Europe. Leonardo da Vinci, Michelangelo and Raphael are among its best-known artists. Painters learned exact perspective, and scholars turned to the original texts.",
	},
	{
		title: "Christopher Columbus",
		text: "Christopher Columbus was a navigator from Genoa in the service of Spain. Looking for a western way to Asia, he crossed the Atlantic with three ships and landed in the Bahamas on 12 October 1492. He made four voyages and died in 1506. His journeys opened lasting contact between Europe and the Americas, with terrible consequences for the people who lived there.",
	},
	{
		title: "Apollo 11",
		text: "Apollo 11 was the first flight that brought people to the surface of the Moon. It started on 16 July 1969. Neil Armstrong and Buzz Aldrin landed on 20 July in the Sea of Tranquillity, while Michael Collins stayed in orbit. They collected about 21 kilograms of rock and came back to Earth on 24 July.",
	},
	{
		title: "Magna Carta",
		text: "Magna Carta is a charter that king John of England accepted at Runnymede in June 1215 under pressure from his barons. It promised, among other things, that no free man should be imprisoned without the lawful judgement of his equals or the law of the land. Most of its clauses were later repealed, but it became a symbol of the rule of law.",
	},
	{
		title: "Inca Empire",
		text: "The Inca Empire was the largest state of America before Columbus. From its capital Cusco, in what is now Peru, it ruled up to ten million or so people along the Andes in the fifteenth and early sixteenth centuries. It had no wheeled traffic and no alphabet, but fine roads and records in knotted cords called quipu. Spanish invaders under Pizarro seized it from 1532.",
	},
	{
		title: "Vikings",
		text: "The Vikings were seafarers from Scandinavia, active from about 793 to the middle of the eleventh century. They raided, traded and settled from Ireland to the rivers of Russia. Their long, shallow ships could cross the open sea and sail up rivers. They settled Iceland and Greenland, and around the year 1000 reached North America, where remains were found in Newfoundland.",
	},
];
