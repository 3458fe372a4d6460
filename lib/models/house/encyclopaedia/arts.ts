import type { Article } from "./article.ts";

export const arts: readonly Article[] = [
	{
		title: "Mona Lisa",
		text: "The Mona Lisa is a portrait by Leonardo da Vinci, painted on a panel of poplar wood from about 1503 on. It probably shows Lisa Gherardini, the wife of a Florentine merchant. It hangs in the Louvre in Paris and measures only 77 by 53 centimetres. In 1911 it was stolen and came back two years later, more famous than before.",
	},
	{
		title: "Vincent van Gogh",
		text: "Vincent van Gogh was a Dutch painter, born in 1853. He made about 900 paintings in only ten years, with strong colours and visible strokes of the brush. The Starry Night and the Sunflowers are among the best known. He sold very few in his lifetime and died in 1890 at the age of 37.",
	},
	{
		title: "Impressionism",
		text: "Impressionism was a movement of painters in France in the 1870s and 1880s. Claude Monet, Auguste Renoir, Edgar Degas and Berthe Morisot painted light and the passing moment, often outdoors, with quick strokes of bright colour. The name comes from a painting by Monet, Impression, Sunrise, and was first meant as mockery.",
	},
	{
		title: "William Shakespeare",
		text: "William Shakespeare, born in Stratford-upon-Avon in 1564, was an English poet and playwright. He wrote about 38 plays, among them Hamlet, Macbeth, Romeo and Juliet and A Midsummer Night's Dream, and 154 sonnets. He was a part-owner of the Globe Theatre in London. He died in 1616; his collected plays came out in 1623.",
	},
	{
		title: "Ludwig van Beethoven",
		text: "Ludwig van Beethoven was a composer, baptised in Bonn in December 1770, who lived in Vienna until his death in 1827. He wrote nine symphonies, 32 piano sonatas and sixteen string quartets. He began to lose his hearing before he was thirty and composed his last works deaf. His Ninth Symphony ends with a choir singing the Ode to Joy.",
	},
	{
		title: "Wolfgang Amadeus Mozart",
		text: "Wolfgang Amadeus Mozart was born in Salzburg in 1756 and toured Europe as a child on keyboard and violin. He composed more than 600 works, among them the operas The Marriage of Figaro, Don Giovanni and The Magic Flute and some forty symphonies. He died in Vienna in 1791 at the age of 35 and left his Requiem unfinished.",
	},
	{
		title: "Piano",
		text: "The piano is a keyboard instrument in which felt hammers strike strings. Bartolomeo Cristofori built the first in Florence around 1700. Unlike the harpsichord it can be played soft and loud, and that is what its full name, pianoforte, says. A modern one has 88 keys, 52 white and 36 black, and its strings pull with a force of many tonnes.",
	},
	{
		title: "Guitar",
		text: "The guitar is a plucked instrument with usually six strings, tuned E, A, D, G, B and E from low to high. Frets on the neck divide the string so that each step is a semitone. The modern classical form goes back to Antonio de Torres in nineteenth-century Spain. Electric guitars, with magnetic pickups, appeared in the 1930s.",
	},
	{
		title: "Opera",
		text: "Opera is theatre in which the text is sung, with an orchestra. It arose in Florence shortly before 1600; Monteverdi's Orfeo of 1607 is the oldest one still often played. Verdi, Wagner, Puccini and Mozart wrote many of the favourites. Voices are grouped from high to low as soprano, mezzo-soprano, alto, tenor, baritone and bass.",
	},
	{
		title: "Jazz",
		text: "Jazz is a style of music that arose among African Americans in New Orleans around 1900, out of blues, ragtime and brass bands. Swinging rhythm and improvisation are its marks. Louis Armstrong, Duke Ellington, Billie Holiday, Charlie Parker and Miles Davis shaped it. Kind of Blue, recorded by Davis in 1959, is among its most sold albums.",
	},
	{
		title: "Photography",
		text: "Photography records light. Nicéphore Niépce made the oldest camera picture that survives around 1827; it took hours or days of light. Louis Daguerre's process was published in 1839. Three things set the exposure: the aperture, the time, and the sensitivity of film or sensor. A small aperture gives more depth of sharpness.",
	},
	{
		title: "Cinema",
		text: "Cinema shows still pictures so quickly one after another that we see movement; 24 a second is the usual rate. The brothers Lumière held a public show in Paris on 28 December 1895. Films had sound from the late 1920s on, and colour became common after the 1930s. Georges Méliès discovered many tricks of the trade.",
	},
	{
		title: "Haiku",
		text: "A haiku is a short poem from Japan, traditionally of three phrases with 5, 7 and 5 sounds. It names a season and sets two images side by side. Matsuo Bashō, who lived from 1644 to 1694, is the most admired master. In other languages poets count syllables or simply write three short lines.",
	},
	{
		title: "Sonnet",
		text: "A sonnet is a poem of fourteen lines. The Italian form, which Petrarch made famous in the fourteenth century, has eight lines and six; the English one has three groups of four and a closing couplet. Most English sonnets are in iambic pentameter, with five beats a line. Near the end a turn brings a new thought.",
	},
	{
		title: "Architecture",
		text: "Architecture is the art of designing buildings. The Roman Vitruvius asked for three things: strength, use and beauty. Greek temples set columns under beams; Romans mastered the arch and concrete; Gothic churches led the weight outside by flying buttresses. Steel and lifts made skyscrapers possible. The Burj Khalifa in Dubai, 828 metres high, was finished in 2010.",
	},
	{
		title: "Colour wheel",
		text: "A colour wheel puts hues in a circle. For painters the primaries are traditionally red, yellow and blue; mixing two gives orange, green or violet. Colours opposite each other are complementary and look stronger side by side. Screens add light of red, green and blue instead, and printers use cyan, magenta, yellow and black.",
	},
];
