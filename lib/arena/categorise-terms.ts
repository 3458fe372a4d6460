/*
 * Patterns over lower-case text without accents (but `codeLine` and `tex`, which read the text as
 * it is). An ambiguous word never decides alone.
 */

const words = (...alternatives: string[]) =>
	new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "u");

/** Words after a fence that name a programming language. */
export const programInfos: ReadonlySet<string> = new Set(
	"python py python3 javascript js jsx typescript ts tsx java c cpp c++ cs csharp go golang rust rs ruby rb php swift kotlin scala perl lua r julia matlab haskell elixir erlang clojure dart sql bash sh shell zsh powershell html css scss vue svelte dockerfile makefile cmake asm assembly fortran cobol vb solidity graphql diff nix zig".split(
		" ",
	),
);

/** A line that only a program has. */
export const codeLine =
	/^[ \t]*(?:(?:def|class) \w+\s*[(:]|(?:async )?function\s*\w*\s*\(|(?:const|let|var) \w+\s*=|(?:public|private|static) [\w<>[\]]+ \w+\s*\(|#include\s*<|import \w+(?:\.\w+)* from |from [\w.]+ import |import (?:numpy|pandas|os|sys|re)\b|(?:SELECT|INSERT INTO|CREATE TABLE|UPDATE)\b.{0,200}\b(?:FROM|VALUES|SET|INT|VARCHAR|TEXT)\b|<\/?(?:div|html|body|script)\b|console\.log\(|System\.out|Traceback \(most|print\(|return [\w.]+;|fn \w+\(|func \w+\()/im;

export const codeStrong = words(
	"javascript|typescript|c\\+\\+|c#|\\.net|golang|kotlin|php|sql|mysql|postgresql|sqlite|html5?|css|django|flask|numpy|pytorch|tensorflow|matplotlib|node\\.?js|react\\.?js|next\\.js|vue\\.?js|angular|jquery|spring boot|laravel|regex|regexp|bash script|powershell|dockerfile|docker compose|kubernetes|terraform|leetcode|segfault|segmentation fault|stack ?trace|stack ?overflow error|null ?pointer ?exception|unit tests?|npm install|pip install|git (?:rebase|commit|merge|push|pull)|rest api|api endpoint|graphql|webpack|big[- ]o|linked list|binary (?:search )?tree|hash ?map|for[- ]loop|while[- ]loop|source code|codebase|pseudo-?code|quicksort|bubble sort|merge sort",
	"(?:write|create|implement|fix|debug|refactor|optimi[sz]e|review|explain) (?:me )?(?:a |an |the |this |my |some )?(?:[a-z-]+ ){0,2}(?:code snippet|shell script|script (?:that|to|which)|program (?:that|to|which) (?!.{0,40}(?:wedding|concert|party))|algorithm (?:that|to|for|in)|function (?:that|to|which|in)|method (?:that returns)|class (?:that implements))",
	"(?:ecris|ecrire|ecrivez|cree|creer|corrige|implemente|programme)[a-z-]* (?:moi )?(?:une |un |le |la |ce |cette )?(?:fonction (?:qui|pour|en)|script|programme (?:qui|en|pour)|algorithme|requete sql|code (?:en|qui|pour))",
	"(?:schreib|schreibe|schreiben sie|erstelle|programmiere|implementiere|korrigiere)[a-z]* (?:mir )?(?:bitte )?(?:eine |ein |einen |diese |dieses )?(?:funktion|skript|script|programm|algorithmus|code)(?:,| in| das| die| der| zum| fur)",
	"(?:escribe|escribir|crea|crear|implementa|corrige|programa) (?:me )?(?:una |un |el |la |este |esta )?(?:funcion (?:que|para|en)|script|programa (?:que|en|para)|algoritmo|codigo (?:en|que|para)|consulta sql)",
	"(?:scrivi|scrivere|crea|creare|implementa|correggi) (?:mi )?(?:una |un |uno |il |la |questo )?(?:funzione (?:che|per|in)|script|programma (?:che|in|per)|algoritmo|codice (?:in|che|per)|query)",
	"(?:escreva|escreve|crie|cria|implemente|corrija|programe) (?:me )?(?:uma |um |o |a |este )?(?:funcao (?:que|para|em)|script|programa (?:que|em|para)|algoritmo|codigo (?:em|que|para)|consulta sql)",
);

/** Languages whose names are words, coffees or snakes too. */
export const codeLanguage = words(
	"python|java|rust|swift|ruby|perl|scala|lua|julia|haskell|elixir|dart|matlab|fortran|cobol|pandas|react|vue|flutter|excel vba|vba|shell|bash|linux|git|docker|in c|in r|in go|en c|en r|auf c",
);

export const codeNoun = words(
	"code|coding|script|scripts|functions?|programs?|programming|programmer|classes|loops?|librar(?:y|ies)|variables?|arrays?|strings?|exception|compiler?|compiles?|decorators?|dictionar(?:y|ies)|dataframes?|async|threads?|generics|borrow checker|syntax|bugs?|debug|api|hooks?|components?|list comprehensions?|packages?|modules?|recursion|tuples?|json|csv|command line|container|branch",
	"fonctions?|programmes?|programmation|boucles?|tableaux?|bibliotheques?|chaines? de caracteres|liste|listes|fichiers?",
	"funktion(?:en)?|skripte?|programme?|programmier\\p{L}*|schleifen?|bibliothek|klassen?|listen?|datei(?:en)?",
	"funcion(?:es)?|programas?|programacion|bucles?|clases?|biblioteca|listas?|codigo|archivos?|cadenas?",
	"funzion[ei]|programm[ai]|programmazione|cicl[oi]|class[ei]|libreria|codice|liste|stringh?e|stringa",
	"func(?:ao|oes)|programacao|lacos?|bibliotecas|listas|arquivos?",
);

export const tex =
	/\\(?:frac|sqrt|sum|int|prod|lim|begin\{(?:equation|align|pmatrix|bmatrix|cases)|mathbb|partial|infty|cdot|times|alpha|theta|pi\b)|\$\$[^$]{1,300}\$\$|\\\([^)\n]{1,200}\\\)|\\\[(?=[^\]]{0,60}[=^_+<>])[^\]]{1,300}\\\]|\$[^$\n]{0,80}[\^_=\\][^$\n]{0,80}\$/;

/** An unknown in an equation or with a power: "2x + 3 = 7", "x^2", "f(x) = ". */
export const equation =
	/(?<![\p{L}\d_])(?:\d*[a-z]\s?(?:\^|\*\*)\s?\d|\d*[xyz]²|\d*[a-z]\s?[+−-]\s?\d+[a-z]?\s?=\s?-?\d|\d+[xyz]\s?(?:=|[+−*/-]\s?\d+)|[xyz]\s?[+*/-]\s?[xyz]\s?=|f\(x\)\s?=|[xyz]\s?=\s?-?\d+(?:[.,]\d+)?\s?(?:and|et|und|y|e|,)\s?[xyz]\s?=)/u;

/** "12 * 34", "3 + 4", "15% of 80"; not dates, ranges, scores, "24/7". */
export const arithmetic =
	/(?<![\p{L}\d.,/-])\d[\d.,]{0,20}\s?(?:\+\s?(?!\d{1,3}[ -]\d)|[×÷^]\s?|\s[*x]\s|\*\s?|\s[/−-]\s(?=\d+(?:[.,]\d+)?\s*(?:=|\?|$)))\(?-?\d|\d\s?=\s?\?|\d\s?(?:%|percent|prozent|pour ?cent|por ciento|per cento|por cento)\s(?:of|de|von|di|del|dos)\s[$€£]?\d|sqrt\(|√\s?\d|\d+!(?=\s*(?:[=+*/?]|$))(?<=(?:factorial|calculate|compute|is).{0,20})/u;

export const mathStrong = words(
	"derivatives? of|differentiate|integrals? of|indefinite integral|definite integral|eigen(?:value|vector)s?|theorem|polynomials?|quadratic (?:equation|formula)|differential equations?|linear (?:algebra|equations?)|calculus|algebra|trigonometry|pythagor\\p{L}*|factori[sz]e|logarithms?|square root of|cube root of|prime numbers?|prime factor\\p{L}*|least common multiple|greatest common divisor|standard deviation of|permutations?|binomial|solve for [a-z]|cosine|hypotenuse|modulo|irrational number|geometric series|arithmetic (?:sequence|progression)|probability (?:that|of (?:rolling|drawing|getting|flipping))|area of (?:a|the) (?:circle|triangle|rectangle|square|trapezoid)|volume of (?:a|the) (?:sphere|cone|cylinder|cube)",
	"derivee de|integrale de|theoreme|polynomes?|equations? (?:differentielles?|du second degre|lineaires?)|algebre|racine carree|nombres? premiers?|valeurs? propres?|trigonometrie|resou(?:s|dre|dez) l'equation|logarithme",
	"ableitung (?:von|der)|integral (?:von|uber)|satz des pythagoras|gleichung(?:en|ssystem)?|polynome?|algebra|quadratwurzel|primzahl(?:en)?|eigenwerte?|wahrscheinlichkeit,? (?:dass|mit)|logarithmus|bruchrechnung",
	"derivada de|integral de|teorema|polinomios?|ecuacion(?:es)?|raiz cuadrada|numeros? primos?|trigonometria|logaritmos?|probabilidad de que",
	"derivata di|integrale di|polinomi?o?|equazion[ei]|radice quadrata|numeri? prim[oi]|logaritm[oi]|probabilita che",
	"polinomios?|equac(?:ao|oes)|raiz quadrada|numeros? primos?|probabilidade de",
);

export const calculate = words(
	"calculate|compute|work out|what(?:'s| is)|how much is|evaluate|simplify|calcule[rz]?|combien font|combien fait|berechne|rechne|was ist|wie ?viel ist|wieviel ergibt|calcula|cuanto es|cuanto son|calcola|quanto fa|quanto e|calcul[ae]|quanto da",
);

/** Two numbers joined by a spoken operation. */
export const quantity =
	/\d\s?(?:plus|minus|times|divided by|multiplied by|to the power of|squared|cubed|mod|moins|fois|divise par|multiplie par|mal|geteilt durch|minus|hoch|mas|menos|por|dividido (?:por|entre)|elevado a|piu|meno|per|diviso|mais|vezes)(?:\s\d|$|\?|\s(?:two|the))|\d\s?(?:%|percent)/u;

export const mathVerb = words(
	"prove|show|demonstrate|solve|simplify|find|compute|calculate|demontre[rz]?|montre[rz]?|prouve[rz]?|resou(?:s|dre)|calcule[rz]?|beweise|zeige|lose|berechne|bestimme|demuestra|prueba|resuelve|calcula|halla|dimostra|risolvi|calcola|trova|prove|demonstre|resolva|mostre",
);

export const mathNoun = words(
	"equations?|inequalit(?:y|ies)|integers?|even numbers?|odd numbers?|sum of the|divisible by|converges?|irrational|infinitely many|bijective|injective|continuous function|determinant|inverse matrix|hcf|gcd|lcm|perimeter|radius|median of|mean of|variance|derivative|integral|fractions?",
	"entiers?|pair|impair|divisible|convergente?|perimetre|rayon|irrationnel(?:le)?|somme des|infinite de",
	"ganzen? zahl(?:en)?|gerade|ungerade|teilbar|konvergiert|umfang|irrational|summe der|unendlich viele|bruch",
	"enteros?|divisible|converge|perimetro|radio|irracional|suma de los|infinitos|fraccion(?:es)?",
	"interi|divisibile|perimetro|raggio|irrazionale|somma dei|infiniti|frazion[ei]",
	"inteiros?|divisivel|raio|soma dos|frac(?:ao|oes)|irracional",
);

export const howMany = words(
	"how (?:many|much|long|far|fast|old)|combien|wie ?viele?|wie (?:lange|weit|schnell|alt)|cuant[oa]s?|quant[oaie]|quant[oa]s|what is the (?:total|average|speed)",
);

/** Words of problems told as a story. */
export const storyWord = new RegExp(
	`${
		words(
			"each|total|left|remaining|remain|altogether|gives?|gave|buys?|bought|sells?|sold|eats?|ate|twice|half|per hour|km\\/h|mph|per day|shares?|equally|apples|train|travels?|boxes|tickets?|more than|fewer|chacune?|reste|restent|achete|vend|donne|total|moitie|par heure|pommes|jeder|jede|ubrig|insgesamt|kauft|gibt|verkauft|halfte|pro stunde|apfel|cada|queda|quedan|compra|vende|mitad|por hora|manzanas|ciascun[oa]|rimangono|restano|meta|all'ora|mele|sobram|restam|metade|macas",
		).source
	}`,
	"gu",
);

const unit =
	"(?:words?|sentences?|paragraphs?|bullet points?|bullets|lines|characters|syllables|stanzas|items|mots|phrases|paragraphes|puces|points|lignes|caracteres|worte|worter|wortern|worten|satze|satzen|absatze|absatzen|stichpunkte|stichpunkten|zeilen|zeichen|palabras|frases|oraciones|parrafos|puntos|lineas|parole|frasi|paragrafi|punti|righe|caratteri|palavras|paragrafos|topicos|linhas)";
const number =
	"(?:\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|une?|deux|trois|quatre|cinq|dix|eine[mnr]?|zwei|drei|vier|funf|zehn|una?|dos|tres|cuatro|cinco|diez|due|tre|quattro|cinque|dieci|duas|dois|quatro|dez)";
const limit =
	"(?:exactly|precisely|at least|at most|no more than|not more than|fewer than|less than|under|up to|maximum(?: of)?|max\\.?|minimum(?: of)?|in|within|using|exactement|au moins|au plus|moins de|en|maximum|genau|mindestens|hochstens|maximal|weniger als|mit|exactamente|al menos|como maximo|menos de|con|esattamente|almeno|al massimo|meno di|exatamente|pelo menos|no maximo|com|em)";

/** Constraints on a reply's form that a program can check. */
export const constraints: readonly RegExp[] = [
	new RegExp(
		`(?<!\\p{L})${limit} ${number}(?:[ -](?:short|long|simple|kurzen?|courtes?))?[ -]${unit}(?!\\p{L})`,
		"u",
	),
	/(?<!\p{L})(?:a|an|une?|eine?n?|una?|uma?)? ?\d{1,4}[ -](?:words?|worter|mots|palabras|parole|palavras)(?:n)? (?:[a-z]+ )?(?:essay|summary|story|poem|text|article|letter|description)/u,
	words(
		"(?:in|as|en|als|im|em|come) (?:valid |a |un |ein |pure )?(?:json|yaml|xml|csv|markdown table)(?:[- ]format)?|json (?:object|only)|format json|json-format",
		"(?:in )?all (?:caps|lowercase|uppercase)|(?:in )?(?:lowercase|uppercase|capital) letters only|only (?:in )?(?:lowercase|uppercase)|(?:en|tout en) (?:majuscules|minuscules)|in (?:groß|gross|klein)buchstaben|en mayusculas|en minusculas|in maiuscolo|in minuscolo|em maiusculas|em minusculas",
		"without (?:using|the use of) (?:the )?(?:letter|word|comma|commas)[a-z]*|(?:do not|don't|never|avoid) (?:use|using|say|mention) (?:the )?(?:letter|word|words|commas?)|sans (?:utiliser|employer) (?:la lettre|le mot)|ohne (?:den buchstaben|das wort)|sin usar (?:la letra|la palabra)|senza usare (?:la lettera|la parola)|sem usar (?:a letra|a palavra)",
		"(?:start|begin|end|finish) (?:your (?:answer|reply|response)|every (?:line|sentence)|each (?:line|sentence)) with|(?:answer|reply|respond) (?:only )?with (?:only|just|a single word|one word|yes or no)|wrap (?:your|the) (?:entire )?(?:answer|reply|response) in",
	),
];
