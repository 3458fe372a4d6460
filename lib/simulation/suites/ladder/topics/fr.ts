import type { TopicLines } from "./topics.ts";

export const fr: TopicLines = {
	home: `
un premier appartement: cartons, clés, lampe, voisins
un jardin sur le balcon: pots, terre, herbes, soleil
un robinet qui goutte: clé, seau, plombier, goutte
une cuisine partagée: étagère, vaisselle, éponge, frigo
une fête bruyante à côté: musique, minuit, mur, excuses
le rangement du grenier: valise, poussière, photos, échelle
un chat en fuite: fenêtre, collier, ruelle, thon
une pièce à repeindre: pinceau, couleur, ruban, plafond
`,
	food: `
le pain fait maison: farine, levure, four, croûte
un pique-nique au bord du lac: panier, nappe, limonade, cygnes
une recette de famille: grand-mère, poêle, oignon, secret
un petit déjeuner du dimanche: crêpes, café, journal, miel
un étal au marché: pommes, balance, fromage, file
un repas pour dix invités: table, soupe, bougies, assiettes
une semaine sans viande: lentilles, carottes, épices, congélateur
la tasse de thé parfaite: bouilloire, feuilles, tasse, minutes
`,
	outings: `
un train de nuit: couchette, quai, frontière, aube
une randonnée sous la pluie: chaussures, carte, boue, sommet
un week-end à la mer: marée, coquillages, serviette, mouettes
un jour sans téléphone: horloge, livre, silence, inconnu
une visite au musée: billet, statue, guide, croquis
du camping avec des enfants: tente, lampe, hibou, ragoût
une valise perdue: aéroport, étiquette, guichet, pyjama
le vélo pour aller au travail: casque, piste, crevaison, sonnette
`,
	work: `
un premier jour de travail: bureau, badge, collègue, repas
une réunion sans fin: programme, chaise, fenêtre, café
apprendre à taper plus vite: clavier, doigts, rythme, exercice
une petite librairie: rayons, affiche, romans, caisse
une imprimante en grève: papier, encre, câble, manuel
le travail à la maison: pantoufles, caméra, plante, routine
un emploi d'été: salaire, uniforme, glace, patron
dire non avec politesse: agenda, promesse, excuse, limite
`,
	people: `
des retrouvailles à l'école: photo, professeur, discours, salle
une surprise d'anniversaire: gâteau, ballons, murmure, sonnette
des nouvelles à une vieille amie: timbre, souvenir, rue, rires
des voisins qui aident: outils, sucre, escalier, échelle
apprendre à nager à un enfant: piscine, lunettes, souffle, courage
une chorale pour débutants: voix, partition, concert, thé
une soirée d'échecs: échiquier, cavalier, pendule, rival
un pot de départ: carte, fleurs, discours, gâteau
`,
};
