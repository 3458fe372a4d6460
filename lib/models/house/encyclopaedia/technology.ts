import type { Article } from "./article.ts";

export const technology: readonly Article[] = [
	{
		title: "Computer",
		text: "A computer is a machine that follows a stored list of instructions to work on data. Its processor fetches instructions from memory and carries them out, billions in a second today. Charles Babbage planned a mechanical one in the 1830s, for which Ada Lovelace wrote a program. Electronic computers such as ENIAC appeared in the 1940s. All data inside are stored as bits.",
	},
	{
		title: "Internet",
		text: "The Internet is a network of networks that exchange packets by common rules, called TCP/IP. It grew out of ARPANET, which joined its first four computers in 1969; the new rules came into use on 1 January 1983. No single organisation owns it. Mail, video and the World Wide Web are services that run on top of it.",
	},
	{
		title: "World Wide Web",
		text: "The World Wide Web is a system of linked pages that is used over the Internet. Tim Berners-Lee proposed it at CERN in 1989 and wrote the first browser and server in 1990. Its building blocks are HTML for pages, URLs for addresses and HTTP for the transfer. In 1993 CERN gave the technology to everyone free of charge.",
	},
	{
		title: "Binary numbers",
		text: "Binary numbers are written with only two digits, 0 and 1. Each place is worth twice the one to its right: 1, 2, 4, 8, 16 and so on. So 1101 means 8 + 4 + 1, which is 13. Computers use them because two states, such as high and low voltage, are easy to tell apart. Eight binary digits make a byte.",
	},
	{
		title: "Bicycle",
		text: "The bicycle turns the push of the legs into motion better than any other vehicle. Karl von Drais built a running machine with two wheels in 1817; pedals came in the 1860s and the chain drive to the rear wheel in the 1880s. John Boyd Dunlop added air-filled tyres in 1888. A rider on a flat road needs about a fifth of a walker's energy per kilometre.",
	},
	{
		title: "Steam engine",
		text: "A steam engine uses the pressure of steam to move a piston. Thomas Newcomen built one in 1712 to pump water out of mines. James Watt added a separate condenser, patented in 1769, which saved most of the fuel. Steam engines drove factories, ships and railways. Today steam still turns turbines in many power stations.",
	},
	{
		title: "Light bulb",
		text: "In an incandescent bulb electric current heats a thin filament until it glows. Joseph Swan in England and Thomas Edison in the United States made usable lamps around 1879. Only about five percent of the energy becomes light. A light-emitting diode, or LED, gives the same light with roughly a sixth of the power and lasts many times longer.",
	},
	{
		title: "Telephone",
		text: "The telephone carries voices as electrical signals. Alexander Graham Bell received a patent for it in March 1876; Antonio Meucci, Philipp Reis and Elisha Gray had worked on similar devices. The first calls were connected by hand on switchboards. The first hand-held mobile call was made in New York in April 1973 by Martin Cooper of Motorola.",
	},
	{
		title: "Battery",
		text: "A battery stores energy in chemicals and gives it off as electric current. Alessandro Volta built the first true one around 1800 from discs of zinc and copper with salt water between. Telephones and electric cars use lithium-ion cells, sold since 1991. They age least when kept cool and between about 20 and 80 percent full.",
	},
	{
		title: "Solar cell",
		text: "A solar cell turns light directly into electric current. Most are made of silicon: light sets electrons free, and a built-in electric field drives them to one side. The first practical cell was shown at Bell Laboratories in 1954. Common panels today turn about a fifth of the light that falls on them into electricity, and their price fell by about nine tenths between 2010 and 2020.",
	},
	{
		title: "Aeroplane",
		text: "The first controlled flights with an engine were made by the brothers Wilbur and Orville Wright at Kitty Hawk on 17 December 1903; the longest that day lasted 59 seconds. A wing pushes air downwards and is lifted in return. Jet airliners cruise at about 900 kilometres an hour and 10 to 12 kilometres up, where thin air saves fuel.",
	},
	{
		title: "GPS",
		text: "GPS is a satellite system that tells a receiver where it is. At least 24 satellites circle at about 20,200 kilometres and send the exact time. From the delays of four or more signals a receiver computes its place and the time. The clocks must be corrected for relativity, or the error would grow by kilometres in a day. Galileo and BeiDou are similar systems.",
	},
	{
		title: "Encryption",
		text: "Encryption changes a message so that only somebody with the right key can read it. In symmetric methods such as AES both sides share one key. In public-key methods, published since 1976, one key is public and locks the message, and another is private and opens it. Browsers use both together when an address begins with https.",
	},
	{
		title: "Machine learning",
		text: "In machine learning a program improves at a task by learning from examples rather than from fixed rules. A model has many numbers that are adjusted until its outputs fit the training data. It is then tested on data it has not seen, to find out whether it learned something general. Neural networks with many layers are the most used kind today.",
	},
	{
		title: "Open source",
		text: "Open source software is published with its source code under a licence that lets everybody use, study, change and share it. Linux, started by Linus Torvalds in 1991, and the web browser Firefox are well-known examples. Permissive licences such as MIT and Apache 2.0 ask for little; the GPL demands that changed versions stay free as well.",
	},
	{
		title: "Refrigerator",
		text: "A refrigerator moves heat from its inside to the room. A liquid with a low boiling point evaporates in pipes inside and takes up heat; a compressor then presses the vapour together, and it becomes liquid again in the pipes at the back, where it gives the heat off. About 4 degrees Celsius is right for food; freezers keep minus 18.",
	},
];
