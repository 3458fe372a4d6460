import type { TopicLines } from "./topics.ts";

export const es: TopicLines = {
	home: `
un primer piso: cajas, llaves, lámpara, vecinos
un jardín en el balcón: macetas, tierra, hierbas, sol
un grifo que gotea: llave, cubo, fontanero, gota
una cocina compartida: estante, platos, esponja, nevera
una fiesta ruidosa al lado: música, medianoche, pared, disculpa
ordenar el desván: maleta, polvo, fotos, escalera
un gato que se escapa: ventana, collar, callejón, atún
pintar una habitación: pincel, color, cinta, techo
`,
	food: `
pan hecho en casa: harina, levadura, horno, corteza
un picnic junto al lago: cesta, manta, limonada, cisnes
una receta de familia: abuela, sartén, cebolla, secreto
un desayuno de domingo: tortitas, café, periódico, miel
un puesto en el mercado: manzanas, balanza, queso, cola
cocinar para diez invitados: mesa, sopa, velas, platos
una semana sin carne: lentejas, zanahorias, especias, congelador
la taza de té perfecta: tetera, hojas, taza, minutos
`,
	outings: `
un tren nocturno: litera, andén, frontera, alba
una caminata bajo la lluvia: botas, mapa, barro, cima
un fin de semana en el mar: marea, conchas, toalla, gaviotas
un día sin teléfono: reloj, libro, silencio, extraño
una visita al museo: entrada, estatua, guía, boceto
acampar con niños: tienda, linterna, búho, guiso
una maleta perdida: aeropuerto, etiqueta, mostrador, pijama
ir al trabajo en bicicleta: casco, carril, pinchazo, timbre
`,
	work: `
un primer día de trabajo: escritorio, tarjeta, colega, comida
una reunión sin fin: agenda, silla, ventana, café
aprender a teclear más rápido: teclado, dedos, ritmo, práctica
una pequeña librería: estantes, cartel, novelas, caja
una impresora en huelga: papel, tinta, cable, manual
trabajar desde casa: zapatillas, cámara, planta, rutina
un trabajo de verano: sueldo, uniforme, helado, jefa
decir que no con cortesía: calendario, promesa, excusa, límite
`,
	people: `
un reencuentro del colegio: foto, profesora, discurso, salón
una sorpresa de cumpleaños: tarta, globos, susurro, timbre
noticias para una vieja amiga: sello, recuerdo, calle, risas
vecinos que ayudan: herramientas, azúcar, peldaño, escalera
enseñar a nadar a un niño: piscina, gafas, aliento, valor
un coro para principiantes: voz, partitura, concierto, té
una tarde de ajedrez: tablero, caballo, reloj, rival
una despedida en la oficina: postal, flores, discurso, tarta
`,
};
