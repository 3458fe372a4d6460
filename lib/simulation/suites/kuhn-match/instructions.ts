/** The rules as every seat is told them. */
export const instructions = `You play Kuhn poker against one other player, four hands.

Rules of a hand:
- There are three cards: J (lowest), Q, K (highest). Each of you holds one of them and sees only that one. Every hand is dealt anew from all three: the cards of one tell nothing about those of the next.
- Both put one chip in the pot. The one who moves first says BET (one more chip) or CHECK.
- After a CHECK the other says BET or CHECK. Two checks end the hand: the higher card takes the pot.
- After a BET the other says CALL (one more chip; the higher card takes the pot) or FOLD (the one who bet takes the pot). The one who checked first also answers a BET with CALL or FOLD.
- You win or lose 1 chip without a call and 2 chips with one. Win as many chips as you can over the four hands.

Before each of your moves you are shown your card, the betting and your legal moves. Answer with one legal move, in capitals, alone on a line: BET, CHECK, CALL or FOLD. A move that is not legal or can't be read gives up the hand. The other player does not see what else you write.`;
