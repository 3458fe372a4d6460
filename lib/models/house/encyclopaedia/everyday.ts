import type { Article } from "./article.ts";

export const everyday: readonly Article[] = [
	{
		title: "Sleep",
		text: "Sleep restores the body and helps memory. Adults need about seven to nine hours, school children nine to eleven or so. A night has four to six cycles of around ninety minutes with light, deep and dream sleep. Regular times, a dark and cool room, and no coffee in the afternoon help. Bright screens late in the evening can delay it.",
	},
	{
		title: "Leap year",
		text: "A leap year has 366 days, with 29 in February. A year is a leap year if it can be divided by 4, but not if it can be divided by 100, unless also by 400. So 2000 and 2024 were leap years and 1900 was not. The rule belongs to the Gregorian calendar of 1582 and keeps the seasons in place.",
	},
	{
		title: "Time zones",
		text: "Time zones divide the Earth so that noon falls near the middle of the day. In theory there are 24 of 15 degrees each; borders and half hours make it more complicated. They are counted from Coordinated Universal Time, UTC. The date line runs through the Pacific: going west across it you skip a day. China uses one zone for the whole country.",
	},
	{
		title: "First aid",
		text: "In an emergency look first after your own safety, then call for help; 112 works in Europe, 911 in North America and 999 in Britain. If somebody does not breathe normally, press hard and fast on the middle of the chest, 100 to 120 times a minute and five to six centimetres deep, until help comes. Press on heavy bleeding.",
	},
	{
		title: "Recycling",
		text: "Recycling turns used things into raw material. Glass and metals can be melted again and again; new aluminium from scrap takes only about a twentieth of the energy. Paper fibres last five to seven rounds. Plastics are harder, because kinds are mixed. Avoiding waste and using things longer saves even more.",
	},
	{
		title: "Compost",
		text: "Compost is made of kitchen and garden scraps that microbes and worms turn to dark soil. Mix moist green material, such as peelings and grass, with two or three times as much dry brown material, such as leaves and cardboard. Keep it damp and turn it for air. Leave out meat and cooked food. It is ready in six to twelve months.",
	},
	{
		title: "Stain removal",
		text: "Treat a stain soon, with cold water first, and dab instead of rubbing. Cold water and a little soap help with blood; hot water would fix it. Cover red wine with salt or sparkling water, then wash it. Washing-up liquid dissolves grease. Test any remover on a hidden place first, and do not mix bleach with other cleaners.",
	},
	{
		title: "Houseplants",
		text: "Most houseplants die of too much water rather than too little. Push a finger two centimetres into the soil and water only if it is dry. Pots need a hole at the bottom. Give bright light without hot midday sun, and a little fertiliser in spring and summer. Snake plant, pothos and spider plant forgive nearly everything.",
	},
	{
		title: "Laundry symbols",
		text: "On a care label the tub means washing, and the number in it is the highest temperature in degrees Celsius. A hand in the tub means hand wash only. The triangle stands for bleach, the square for drying, with a circle inside for the tumble dryer. The iron shows one to three dots for heat. A cross forbids.",
	},
	{
		title: "Chess",
		text: "Chess is a game for two on 64 squares with sixteen pieces each. The aim is checkmate: the king is attacked and can't escape. The queen moves straight and diagonally, rooks straight, bishops diagonally, and knights jump. It came from India by way of Persia. In 1997 the computer Deep Blue beat the world champion Garry Kasparov in a match.",
	},
	{
		title: "Football",
		text: "Football, or soccer, is played by two teams of eleven for two halves of 45 minutes. Only the goalkeeper may use the hands, inside the penalty area. The rules were written down in London in 1863. The World Cup has been held since 1930, normally every four years; Brazil has won it five times, more than any other country.",
	},
	{
		title: "Olympic Games",
		text: "The Olympic Games were held at Olympia in Greece from 776 BC, by tradition, to about AD 393. Pierre de Coubertin brought them back: the first modern Games took place at Athens in 1896. Summer and winter Games alternate every two years. The five rings stand for the continents, and a medal of gold is mostly silver.",
	},
	{
		title: "Marathon",
		text: "The marathon is a run of 42.195 kilometres. It recalls the legend of a messenger who ran from Marathon to Athens after the battle of 490 BC. The length was fixed after the London Games of 1908. The fastest runners need a little over two hours. Beginners should train for at least four months.",
	},
	{
		title: "Traffic lights",
		text: "Traffic lights tell road users when to go. Red means stop, green go, and yellow that the light is about to change. The first, with gas lamps, was set up in London in 1868 and soon exploded; electric ones followed in America in the 1910s. Red stands on top, so that colour-blind people know it by its place.",
	},
	{
		title: "Budget",
		text: "A household budget lists what comes in and what goes out. A common rule of thumb gives half of the income after tax to needs, three tenths to wishes and two tenths to savings and debts. Write down all spending for a month first. An emergency fund of three to six months of expenses keeps small accidents small.",
	},
	{
		title: "Compound interest",
		text: "With compound interest, interest is added to the sum and itself earns interest. After n years at a rate r a sum has grown by the factor of one plus r to the power of n. The rule of 72 gives the doubling time: divide 72 by the rate in percent. At 6 percent, money doubles in about twelve years.",
	},
	{
		title: "Handwashing",
		text: "Washing hands is the simplest protection against many infections. Wet them, use soap, and rub palms, backs, between the fingers and the thumbs for at least twenty seconds before rinsing and drying. Do it before eating, after the toilet and when you come home. Ignaz Semmelweis showed its worth in a Vienna hospital in 1847.",
	},
];
