import { readFileSync, readdirSync } from 'node:fs';
const { createClassifier } = await import('/work/main/src/index.ts');
const c = createClassifier(); let ok=0,n=0,H=0,Hr=0,FH=0,NH=0;
for (const f of readdirSync('fixtures/functional').filter(f=>f.endsWith('.jsonl'))) for (const l of readFileSync('fixtures/functional/'+f,'utf8').trim().split('\n')) { const r = JSON.parse(l); if (!r.text||!r.tiers) continue; const a = c.classify(r.text); n++;
 const good = r.tiers.includes(a.tier) && (r.present??[]).every((p:any)=>(Array.isArray(p)?p:[p]).some((q:string)=>a.reported.includes(q))) && !(r.absent??[]).some((q:string)=>a.reported.includes(q));
 if (good) ok++; if (r.tiers.length===1&&r.tiers[0]==='high'){H++; if(a.tier==='high')Hr++;} if(!r.tiers.includes('high')){NH++; if(a.tier==='high')FH++;} }
console.log(`functional ${ok}/${n} HIGH ${(Hr/H).toFixed(3)} falseHIGH ${FH}/${NH}`);
