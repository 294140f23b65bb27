import{r as e}from"./paper.js";function t(t,{tables:r,withheld_fa:i},a){let o=r.map(({title_fa:e,rows:t})=>[`■ ${e}`,...t.map(n)].join(`

`));e(t,[...o,[a,...i].join(`
- `)].join(`


`))}function n(e){return Object.entries(e).map(([e,t])=>`${e}: ${(e=>typeof e==`object`?JSON.stringify(e):`${e}`)(t)}`).join(`
`)}export{t};