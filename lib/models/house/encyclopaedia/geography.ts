import type { Article } from "./article.ts";

export const geography: readonly Article[] = [
	{
		title: "France",
		text: "France is a country in western Europe between the Atlantic, the Alps and the Mediterranean. Its capital is Paris, on the river Seine. About 68 million people live there, and the official language is French. Its highest mountain, Mont Blanc, rises to about 4,806 metres. The currency is the euro. Wine, cheese and high-speed trains are among the things it is known for.",
	},
	{
		title: "Germany",
		text: "Germany lies in central Europe and has nine neighbours. Its capital and largest city is Berlin. Roughly 84 million people live there, and the official language is German. The Rhine, the Elbe and the Danube flow through the country. It is a federal republic of sixteen states, and its currency is the euro. The highest mountain is the Zugspitze at 2,962 metres.",
	},
	{
		title: "Japan",
		text: "Japan is a chain of islands in East Asia, of which Honshu, Hokkaido, Kyushu and Shikoku are the four main ones. Its capital is Tokyo, the heart of one of the largest urban areas on Earth. About 124 million people live there. The highest mountain, Mount Fuji, is a volcano of 3,776 metres. The language is Japanese and the currency is the yen.",
	},
	{
		title: "Brazil",
		text: "Brazil is the largest country of South America and covers nearly half of the continent. Its capital is Brasília, a planned city opened in 1960; the largest city is São Paulo. More than 200 million people live there and speak Portuguese. Most of the Amazon rainforest lies within its borders. The currency is the real, and football is a national passion.",
	},
	{
		title: "Australia",
		text: "Australia is both a country and the smallest continent. Its capital is Canberra, chosen as a compromise between the rivals Sydney and Melbourne. About 26 million people live there, most of them near the coast, because the interior is dry. The Great Barrier Reef lies off its north-eastern shore. Kangaroos, koalas and the platypus live in the wild there. The currency is the Australian dollar.",
	},
	{
		title: "Canada",
		text: "Canada is the second largest country in the world by area and stretches from the Atlantic to the Pacific and the Arctic. Its capital is Ottawa, its largest city Toronto. About 40 million people live there; the official languages are English and French. It holds a great share of the world's lakes and forests. The maple leaf stands on its flag.",
	},
	{
		title: "Egypt",
		text: "Egypt lies in the north-east of Africa, with the Sinai peninsula in Asia. Its capital is Cairo. More than 100 million people live there, almost all of them in the valley and delta of the Nile, since the rest is desert. The official language is Arabic. The pyramids of Giza are more than 4,500 years old. The Suez Canal joins the Mediterranean and the Red Sea.",
	},
	{
		title: "India",
		text: "India is a country in South Asia and the most populous in the world, with over 1.4 billion people. Its capital is New Delhi; Mumbai is the largest city by many counts. Hindi and English are used by the union government, and twenty-two languages are listed in the constitution. The Ganges is its best-known river. The currency is the rupee.",
	},
	{
		title: "Kenya",
		text: "Kenya lies in East Africa on the equator, with a coast on the Indian Ocean. Its capital is Nairobi. About 55 million people live there; Swahili and English are the official languages. Mount Kenya, an old volcano, is the second highest mountain of Africa. The country is known for its wildlife reserves, its tea, and its long-distance runners. The currency is the shilling.",
	},
	{
		title: "Switzerland",
		text: "Switzerland is a mountainous country in the middle of Europe without access to the sea. Bern is the seat of its government and is usually called its capital; Zurich is the largest city. It has four national languages: German, French, Italian and Romansh. About nine million people live there. Voters decide often by referendum. The currency is the Swiss franc.",
	},
	{
		title: "Nile",
		text: "The Nile is a river in north-eastern Africa, about 6,650 kilometres long, and is often named the longest river in the world. Its two main branches, the White Nile and the Blue Nile, meet at Khartoum in Sudan. It then crosses the desert of Egypt and ends in a wide delta on the Mediterranean. Its yearly floods once fed the farming of ancient Egypt.",
	},
	{
		title: "Amazon River",
		text: "The Amazon River in South America carries more water than any other river on Earth, roughly a fifth of all river water that reaches the sea. It begins in the Andes of Peru and flows about 6,400 kilometres to the Atlantic in Brazil. Around it lies the largest tropical rainforest in the world, home to a tenth or so of all known species.",
	},
	{
		title: "Mount Everest",
		text: "Mount Everest, in the Himalayas on the border of Nepal and China, is the highest mountain above sea level: 8,849 metres by the survey of 2020. Edmund Hillary and Tenzing Norgay were the first known to reach its top, on 29 May 1953. In Nepali it is called Sagarmatha, in Tibetan Chomolungma. The air at the top holds about a third of the oxygen at the sea.",
	},
	{
		title: "Sahara",
		text: "The Sahara is the largest hot desert in the world, about nine million square kilometres, and covers much of North Africa from the Atlantic to the Red Sea. Only about a quarter of it is sand; the rest is gravel, rock and dry mountains. Some ten thousand years ago it was greener and held lakes. Days are hot, while nights can be close to freezing.",
	},
	{
		title: "Pacific Ocean",
		text: "The Pacific is the largest and deepest ocean. It covers about 165 million square kilometres, more than all the land of the Earth together. Its deepest known place, the Challenger Deep in the Mariana Trench, lies almost 11 kilometres below the surface. Around its edge runs the Ring of Fire, where most of the world's earthquakes and many volcanoes occur.",
	},
	{
		title: "Antarctica",
		text: "Antarctica is the continent around the South Pole. Nearly all of it lies under ice, about two kilometres thick on average, which holds most of the fresh water of the Earth. It is the coldest and windiest continent; minus 89 degrees Celsius was measured at Vostok in 1983. Nobody lives there for good, only visiting researchers. A treaty of 1959 keeps it for peace and science.",
	},
	{
		title: "Iceland",
		text: "Iceland is an island country in the North Atlantic, just south of the Arctic Circle. Its capital is Reykjavík. Fewer than 400,000 people live there. It sits where the North American and Eurasian plates move apart, so it has many volcanoes, hot springs and geysers. Heat from the ground and rivers give almost all of its electricity. Its parliament, the Althing, was founded around 930.",
	},
];
