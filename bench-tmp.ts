import { syntheticBoard } from "./bench/ranking/synthetic-board.ts";
import { fitColumns } from "#lib/ranking/fit-columns.ts";
const b = syntheticBoard(200, 1_000_000, {covariates:0, voters:50000});
for (let i=0;i<4;i++){ let t=performance.now(); fitColumns(b,{name:"bt-half"}); const u=performance.now()-t; t=performance.now(); fitColumns(b,{name:"bt-half",cluster:"voter"}); console.log(u.toFixed(0), (performance.now()-t).toFixed(0)); }
