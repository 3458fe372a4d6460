import type { TopicLines } from "./topics.ts";

export const de: TopicLines = {
	home: `
die erste eigene Wohnung: Kartons, Schlüssel, Lampe, Nachbarn
ein Garten auf dem Balkon: Töpfe, Erde, Kräuter, Sonne
ein tropfender Wasserhahn: Zange, Eimer, Klempner, Tropfen
eine gemeinsame Küche: Regal, Geschirr, Schwamm, Kühlschrank
eine laute Feier nebenan: Musik, Mitternacht, Wand, Entschuldigung
das Aufräumen des Dachbodens: Koffer, Staub, Fotos, Leiter
eine entlaufene Katze: Fenster, Halsband, Gasse, Thunfisch
ein Zimmer streichen: Pinsel, Farbe, Klebeband, Decke
`,
	food: `
selbst gebackenes Brot: Mehl, Hefe, Ofen, Kruste
ein Picknick am See: Korb, Decke, Limonade, Schwäne
ein Rezept der Familie: Großmutter, Pfanne, Zwiebel, Geheimnis
ein Frühstück am Sonntag: Pfannkuchen, Kaffee, Zeitung, Honig
ein Stand auf dem Markt: Äpfel, Waage, Käse, Schlange
Kochen für zehn Gäste: Tisch, Suppe, Kerzen, Teller
eine Woche ohne Fleisch: Linsen, Karotten, Gewürze, Gefrierfach
die perfekte Tasse Tee: Kessel, Blätter, Becher, Minuten
`,
	outings: `
ein Nachtzug: Liege, Bahnsteig, Grenze, Dämmerung
eine Wanderung im Regen: Stiefel, Karte, Schlamm, Gipfel
ein Wochenende am Meer: Flut, Muscheln, Handtuch, Möwen
ein Tag ohne Telefon: Uhr, Buch, Stille, Fremder
ein Besuch im Museum: Eintritt, Statue, Führung, Skizze
Zelten mit Kindern: Zelt, Taschenlampe, Eule, Eintopf
ein verlorener Koffer: Flughafen, Etikett, Schalter, Pyjama
mit dem Rad zur Arbeit: Helm, Radweg, Panne, Klingel
`,
	work: `
der erste Arbeitstag: Schreibtisch, Ausweis, Kollegin, Mittagessen
eine endlose Sitzung: Tagesordnung, Stuhl, Fenster, Kaffee
schneller tippen lernen: Tastatur, Finger, Rhythmus, Übung
eine kleine Buchhandlung: Regale, Plakat, Romane, Kasse
ein streikender Drucker: Papier, Toner, Kabel, Handbuch
Arbeit von zu Hause: Hausschuhe, Kamera, Pflanze, Routine
ein Ferienjob: Lohn, Uniform, Eis, Chefin
höflich absagen: Kalender, Versprechen, Ausrede, Grenze
`,
	people: `
ein Klassentreffen: Foto, Lehrerin, Rede, Saal
eine Überraschung zum Geburtstag: Kuchen, Ballons, Flüstern, Klingel
Neues für einen alten Freund: Briefmarke, Erinnerung, Straße, Lachen
hilfsbereite Nachbarn: Werkzeug, Zucker, Treppe, Leiter
einem Kind das Schwimmen beibringen: Becken, Brille, Atem, Mut
ein Chor für Anfänger: Stimme, Noten, Konzert, Tee
ein Abend mit Schach: Brett, Springer, Uhr, Gegner
ein Abschied im Büro: Karte, Blumen, Rede, Kuchen
`,
};
