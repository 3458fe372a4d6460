import type { TopicLines } from "./topics.ts";

export const pt: TopicLines = {
	home: `
um primeiro apartamento: caixas, chaves, candeeiro, vizinhos
um jardim na varanda: vasos, terra, ervas, sol
uma torneira que pinga: alicate, balde, canalizador, pingo
uma cozinha partilhada: prateleira, pratos, esponja, frigorífico
uma festa barulhenta ao lado: música, madrugada, parede, desculpas
arrumar o sótão: mala, pó, fotos, escada
um gato em fuga: janela, coleira, beco, atum
pintar um quarto: pincel, cor, fita, teto
`,
	food: `
pão feito em casa: farinha, fermento, forno, côdea
um piquenique junto ao lago: cesto, manta, limonada, cisnes
uma receita de família: avó, frigideira, cebola, segredo
um pequeno-almoço de domingo: panquecas, café, jornal, mel
uma banca no mercado: maçãs, balança, queijo, fila
cozinhar para dez convidados: mesa, sopa, velas, pratos
uma semana sem carne: lentilhas, cenouras, especiarias, congelador
a chávena de chá perfeita: chaleira, folhas, chávena, minutos
`,
	outings: `
um comboio noturno: beliche, plataforma, fronteira, alvorada
uma caminhada à chuva: botas, mapa, lama, cume
um fim de semana no mar: maré, conchas, toalha, gaivotas
um dia sem telefone: relógio, livro, silêncio, estranho
uma visita ao museu: bilhete, estátua, guia, esboço
acampar com crianças: tenda, lanterna, coruja, guisado
uma mala perdida: aeroporto, etiqueta, balcão, pijama
ir de bicicleta para o trabalho: capacete, ciclovia, furo, campainha
`,
	work: `
um primeiro dia de trabalho: secretária, cartão, colega, almoço
uma reunião sem fim: agenda, cadeira, janela, café
aprender a teclar mais depressa: teclado, dedos, ritmo, treino
uma pequena livraria: estantes, cartaz, romances, caixa
uma impressora em greve: papel, tinta, cabo, manual
trabalhar em casa: chinelos, câmara, planta, rotina
um trabalho de verão: salário, farda, gelado, chefe
dizer não com delicadeza: calendário, promessa, pretexto, limite
`,
	people: `
um encontro de antigos alunos: foto, professora, discurso, salão
uma surpresa de aniversário: bolo, balões, sussurro, campainha
novidades para uma velha amiga: selo, lembrança, rua, risos
vizinhos que ajudam: ferramentas, açúcar, degrau, escada
ensinar uma criança a nadar: piscina, óculos, fôlego, coragem
um coro para principiantes: voz, partitura, concerto, chá
uma noite de xadrez: tabuleiro, cavalo, relógio, rival
uma despedida no escritório: postal, flores, discurso, bolo
`,
};
