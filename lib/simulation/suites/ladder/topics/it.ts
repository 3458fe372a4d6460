import type { TopicLines } from "./topics.ts";

export const it: TopicLines = {
	home: `
un primo appartamento: scatole, chiavi, lampada, vicini
un giardino sul balcone: vasi, terra, erbe, sole
un rubinetto che gocciola: pinza, secchio, idraulico, goccia
una cucina in comune: mensola, piatti, spugna, frigo
una festa rumorosa accanto: musica, mezzanotte, parete, scuse
riordinare la soffitta: valigia, polvere, foto, scala
un gatto in fuga: finestra, collare, vicolo, tonno
dipingere una stanza: pennello, colore, nastro, soffitto
`,
	food: `
il pane fatto in casa: farina, lievito, forno, crosta
un picnic in riva al lago: cesto, coperta, limonata, cigni
una ricetta di famiglia: nonna, padella, cipolla, segreto
una colazione della domenica: frittelle, caffè, giornale, miele
un banco al mercato: mele, bilancia, formaggio, fila
cucinare per dieci ospiti: tavola, minestra, candele, piatti
una settimana senza carne: lenticchie, carote, spezie, freezer
la tazza di tè perfetta: bollitore, foglie, tazza, minuti
`,
	outings: `
un treno di notte: cuccetta, binario, confine, alba
una gita sotto la pioggia: scarponi, mappa, fango, vetta
un fine settimana al mare: marea, conchiglie, asciugamano, gabbiani
un giorno senza telefono: orologio, libro, silenzio, sconosciuto
una visita al museo: biglietto, statua, guida, schizzo
campeggio con i bambini: tenda, torcia, gufo, stufato
una valigia smarrita: aeroporto, etichetta, sportello, pigiama
al lavoro in bicicletta: casco, corsia, foratura, campanello
`,
	work: `
un primo giorno di lavoro: scrivania, tesserino, collega, pranzo
una riunione senza fine: programma, sedia, finestra, caffè
imparare a scrivere veloce: tastiera, dita, ritmo, esercizio
una piccola libreria: scaffali, manifesto, romanzi, cassa
una stampante in sciopero: carta, inchiostro, cavo, manuale
lavorare da casa: pantofole, telecamera, pianta, routine
un lavoro estivo: paga, divisa, gelato, capo
dire di no con garbo: calendario, promessa, scusa, limite
`,
	people: `
un ritrovo di scuola: foto, maestra, discorso, sala
una sorpresa di compleanno: torta, palloncini, sussurro, campanello
notizie per una vecchia amica: francobollo, ricordo, strada, risate
vicini che aiutano: attrezzi, zucchero, gradino, scala
insegnare a nuotare a un bambino: piscina, occhialini, respiro, coraggio
un coro per principianti: voce, spartito, concerto, tè
una serata di scacchi: scacchiera, cavallo, orologio, rivale
un saluto in ufficio: biglietto, fiori, discorso, torta
`,
};
