import{n as e,r as t}from"./paper.js";var n={title:`رسید درخواست`,how:`برای پیگیری، در این نشانی «پیگیری پرونده» را بزنید و کد و رمز را بنویسید:`,keep:`هر که این کد و رمز را داشته باشد پرونده را می‌بیند؛ رسید را جای امنی نگه دارید.`};function r(r,i,a){let o=a.receipt??n,{origin:s,pathname:c}=location,l=i.map(([e,t])=>`${e}: ${t}`),u=[o.title,l.join(`
`),`${o.how}\n${s}${c}`,o.keep].join(`

`);r===`print`?e(u,a.Vw):r===`save`?t(`${o.title} ${i[0]?.[1]}`,u):navigator.share({title:o.title,text:u}).catch(()=>{})}export{r as keepReceipt};