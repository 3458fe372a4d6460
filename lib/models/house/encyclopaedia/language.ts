import type { Article } from "./article.ts";

export const language: readonly Article[] = [
	{
		title: "Alphabet",
		text: "An alphabet is a set of letters that stand for the sounds of a language. The Phoenicians used one of 22 consonants about 3,000 years ago; the Greeks added signs for vowels, and from theirs came the Latin and the Cyrillic alphabets. English uses 26 letters. Not all writing is alphabetic: Chinese characters stand for words or parts of words.",
	},
	{
		title: "English language",
		text: "English is a West Germanic language that came to Britain with the Angles and Saxons from the fifth century. After 1066 it took in thousands of French words. About 400 million people speak it from childhood, and perhaps a billion more have learned it. Its spelling is irregular because it was fixed while sounds were still changing.",
	},
	{
		title: "Spanish language",
		text: "Spanish is a Romance language, which means that it comes from Latin. Close to 500 million people speak it as their first language, in Spain, most of Latin America and the United States. Mexico has the most speakers. Its spelling follows the sounds closely, and questions begin with a turned question mark. The letter ñ is its own.",
	},
	{
		title: "Mandarin Chinese",
		text: "Mandarin is the Chinese language with most speakers: more than 900 million speak it as their first. It is tonal, so the pitch of a syllable changes the meaning; the standard has four tones and a neutral one. It is written with characters, of which an educated reader knows several thousand. Pinyin writes its sounds in Latin letters.",
	},
	{
		title: "Arabic language",
		text: "Arabic is a Semitic language of more than 300 million speakers in North Africa and the Middle East. It is written from right to left in a script whose letters are joined. Most words are built on roots of three consonants: k-t-b, for example, has to do with writing. The written standard is shared, while the spoken dialects differ greatly.",
	},
	{
		title: "Esperanto",
		text: "Esperanto is a constructed language, published in 1887 by the eye doctor Ludwik Zamenhof of Białystok. He wanted an easy second language for everyone. It has sixteen basic rules and no exceptions: nouns end in -o, adjectives in -a, and plurals add -j. Its name means one who hopes. Today it is spoken by perhaps a hundred thousand people or more.",
	},
	{
		title: "Sign language",
		text: "Sign languages are full languages of the hands, face and body, with their own words and grammar. They arose in communities of deaf people and are not versions of the spoken languages around them: American and British Sign Language differ so much that their users don't understand each other. More than a hundred are known worldwide.",
	},
	{
		title: "Grammar",
		text: "Grammar is the system of rules by which words are formed and put together in a language. Syntax deals with the order of words and their relations, morphology with the forms of words. Every native speaker follows such rules without having to think of them. School grammars also give advice on style, which changes with time and place.",
	},
	{
		title: "Palindrome",
		text: 'A palindrome is a word, number or phrase that reads the same in both directions, if spaces and marks are left out. Examples are level, radar, 12321 and "Never odd or even". The word comes from Greek and means running back. The Finnish word saippuakivikauppias, a dealer in lye, is among the longest in ordinary use.',
	},
	{
		title: "Etymology",
		text: "Etymology is the study of where words come from and how their form and meaning changed. The word muscle, for example, goes back to the Latin for little mouse, and window to Old Norse for wind-eye. Related languages show regular changes of sound: Latin pater and English father come from one older word.",
	},
	{
		title: "Braille",
		text: "Braille is a writing system for touch. Each letter is a cell of up to six raised dots in two columns of three, which gives 63 patterns. Louis Braille, who had been blind since childhood, devised it in 1824 at the age of fifteen from a military code for reading in the dark. It also writes music and mathematics.",
	},
	{
		title: "Morse code",
		text: "Morse code writes letters as short and long signals, called dots and dashes. It was developed for the telegraph of Samuel Morse and Alfred Vail around 1840. Frequent letters are short: E is one dot and T one dash. The call for help SOS is three dots, three dashes, three dots. Ships used it officially until 1999.",
	},
	{
		title: "Hieroglyphs",
		text: "Hieroglyphs are the picture signs of ancient Egypt, in use from before 3000 BC to AD 394. Some stand for words, others for one, two or three consonants. About 700 were common in the classical period. The Rosetta Stone gave the same decree in hieroglyphs, a cursive script and Greek, and so made it possible to read them again.",
	},
	{
		title: "Idiom",
		text: 'An idiom is a fixed phrase whose meaning can\'t be worked out from its words. "To kick the bucket" means to die, and "a piece of cake" is something easy. Idioms are hard for learners and seldom survive word-for-word translation: where English speakers say it rains cats and dogs, French ones speak of ropes.',
	},
	{
		title: "Comma",
		text: 'The comma marks a small break inside a sentence. It separates items of a list, sets off an addition, and follows an opening clause. The comma before the last "and" of a list is called the serial comma; some styles ask for it and others don\'t. A comma can change the sense: "Let\'s eat, Grandma" is kinder than the version without it.',
	},
	{
		title: "Thesaurus",
		text: "A thesaurus is a book or list that groups words by meaning, so that a writer can find synonyms and related terms. The name is Greek for treasure. The best-known English one was published in 1852 by the physician Peter Mark Roget and held some 15,000 words in a thousand groups. Synonyms rarely mean exactly the same.",
	},
];
