import { randomInt, seededRandom } from "#lib/kernel/random.ts";
import { createWriteStream } from "node:fs";
const rows=Number(process.argv[3]); const random = seededRandom(1); const labels=["model_a","model_b","tie","both_bad"];
const out=createWriteStream(process.argv[2]!); let t="model_a,model_b,winner,voter\n";
for (let row=0;row<rows;row++){const a=randomInt(random,200);const b=(a+1+randomInt(random,199))%200;const fair=random.next()<0.75?randomInt(random,4):a<b?0:1;
t+=`maker-${a%20}/model-${a},maker-${b%20}/model-${b},${labels[fair]},voter-${randomInt(random,50000)}\n`; if(t.length>1<<22){ if(!out.write(t)) await new Promise(r=>out.once("drain",r)); t="";}}
out.end(t);
